import { useSearchParams } from 'react-router'
import type { LetterKind, WordingBrief } from '../../../api'
import { LETTER_KIND_WORDS } from '../../../api/words.gen'
import { Select } from '../../../components/Fields'
import { Card, Failed, Filling, PageTitle } from '../../../components/Page'
import { longDate } from '../../../lib/dates'
import { KeepTyped } from '../../../lib/typed'
import { useToday } from '../../../lib/useNow'
import { WordingForm } from './WordingForm'
import { useWording, useWordings } from './queries'
import '../letters.css'

const KINDS = Object.keys(LETTER_KIND_WORDS) as LetterKind[]

function whose({ version, in_force_from, next_on }: WordingBrief): string {
  const now = version && in_force_from ? `our words since ${longDate(in_force_from)}` : 'the product’s words'
  return next_on ? `${now}, others from ${longDate(next_on)}` : now
}

/** What the council's letters say: one kind at a time, with the words in force. */
export function WordingPage() {
  const [asked, ask] = useSearchParams()
  const today = useToday()
  const kind = KINDS.find((each) => each === asked.get('kind')) ?? 'acknowledgement'
  const all = useWordings()
  const one = useWording(kind)
  const failed = all.error ?? one.error
  return (
    <>
      <PageTitle>Words of letters</PageTitle>
      {failed && <Failed error={failed} retry={() => void Promise.all([all.refetch(), one.refetch()])} />}
      {(all.isPending || one.isPending) && <Filling rows={8} label="Fetching the words" />}
      {all.data && one.data && (
        <Card title={LETTER_KIND_WORDS[kind]} id="wording">
          <div className="rd-card__body rd-stack">
            <Select
              id="wording-kind"
              label="Letter"
              value={kind}
              onChange={(value) => ask({ kind: value })}
              options={all.data.items.map((each) => ({
                value: each.kind,
                label: `${LETTER_KIND_WORDS[each.kind]}: ${whose(each)}`,
              }))}
            />
            <KeepTyped
              key={`${kind} ${one.data.versions.length}`}
              id={`letter-wording/${kind}`}
              title={`Words of letters: ${LETTER_KIND_WORDS[kind]}`}
              path={`/letter-words?kind=${kind}`}
              version={one.data.versions.length}
            >
              <WordingForm wording={one.data} words={all.data.words} today={today} />
            </KeepTyped>
          </div>
        </Card>
      )}
    </>
  )
}
