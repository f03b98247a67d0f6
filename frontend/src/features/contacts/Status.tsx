import { STATUS_WORDS } from '../../api/words.gen'
import { Card, Failed, Filling } from '../../components/Page'
import { teamName, useCouncil } from '../../lib/council'
import { nearWeekday } from '../../lib/dates'
import { sentence } from '../../lib/words'
import { isOpening, useCaseStatus } from './queries'

/** What a caller asks of their case: where it stands, what is due next and who has it. */
export function Status({ refId, today }: { refId: string; today: string }) {
  const council = useCouncil().data
  const status = useCaseStatus(refId)
  const held = status.data
  return (
    <Card title="Where it stands" id="status">
      {status.isPending && <Filling rows={2} label="Fetching where it stands" />}
      {isOpening(status.error) && <p className="rd-card__body">The case is being opened.</p>}
      {status.isError && !isOpening(status.error) && <Failed error={status.error} retry={() => void status.refetch()} />}
      {held && (
        <dl className="rd-card__body rd-lines">
          <div>
            <dt>Now</dt>
            <dd>{STATUS_WORDS[held.stage]}</dd>
          </div>
          <div>
            <dt>Next</dt>
            <dd>
              {held.next_due?.due_on
                ? `${sentence(held.next_due.name)} by ${nearWeekday(held.next_due.due_on, today)}`
                : 'Nothing is owed'}
            </dd>
          </div>
          <div>
            <dt>Owner</dt>
            <dd>{[held.owner?.name ?? 'Nobody yet', teamName(council, held.team)].filter(Boolean).join(', ')}</dd>
          </div>
        </dl>
      )}
    </Card>
  )
}
