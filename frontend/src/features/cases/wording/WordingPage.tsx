import { useSearchParams } from 'react-router'
import type { ContactLetterKind, LetterKind, WordingBrief } from '../../../api'
import { LETTER_KIND_WORDS } from '../../../api/words.gen'
import { Select } from '../../../components/Fields'
import { Card, Failed, Filling, PageTitle } from '../../../components/Page'
import { longDate } from '../../../lib/dates'
import { KeepTyped } from '../../../lib/typed'
import { useToday } from '../../../lib/useNow'
import { WordingForm } from './WordingForm'
import { useWording, useWordings } from './queries'
import type { Of } from './queries'
import '../letters.css'

const KINDS = Object.keys(LETTER_KIND_WORDS) as LetterKind[]
const ABOUT_A_CONTACT = 'contact/'

/** The letter that an address asks for. */
function letterIn(asked: string): Of {
  if (asked.startsWith(ABOUT_A_CONTACT)) {
    return { about: 'contact', kind: asked.slice(ABOUT_A_CONTACT.length) as ContactLetterKind }
  }
  return { about: 'case', kind: KINDS.find((each) => each === asked) ?? 'acknowledgement' }
}

function whose({ version, in_force_from, next_on }: WordingBrief): string {
  const now = version && in_force_from ? `our words since ${longDate(in_force_from)}` : 'the product’s words'
  return next_on ? `${now}, others from ${longDate(next_on)}` : now
}

/** What the council's letters say: one kind at a time, with the words in force. */
export function WordingPage() {
  const [asked, ask] = useSearchParams()
  const today = useToday()
  const letter = letterIn(asked.get('kind') ?? '')
  const at = letter.about === 'case' ? letter.kind : ABOUT_A_CONTACT + letter.kind
  const cases = useWordings('case')
  const contacts = useWordings('contact')
  const one = useWording(letter)
  const asking = [cases, contacts, one]
  const failed = asking.find(({ error }) => error)?.error
  const words = (letter.about === 'case' ? cases : contacts).data?.words
  return (
    <>
      <div className="rd-titlerow">
        <div>
          <PageTitle>Words of letters</PageTitle>
          <p className="rd-received">What the council’s letters say. New words are for letters from their day on.</p>
        </div>
      </div>
      {failed && <Failed error={failed} retry={() => void Promise.all(asking.map(({ refetch }) => refetch()))} />}
      {asking.some(({ isPending }) => isPending) && <Filling rows={8} label="Fetching the words" />}
      {cases.data && contacts.data && words && one.data && (
        <Card title={one.data.name} id="wording">
          <div className="rd-card__body rd-stack">
            <Select
              id="wording-kind"
              label="Letter"
              value={at}
              onChange={(value) => ask({ kind: value })}
              options={[
                ...cases.data.items.map((each) => ({ value: each.kind, label: `${each.name}: ${whose(each)}` })),
                ...contacts.data.items.map((each) => ({
                  value: ABOUT_A_CONTACT + each.kind,
                  label: `About a contact, “${each.name}”: ${whose(each)}`,
                })),
              ]}
            />
            <KeepTyped
              key={`${at} ${one.data.versions.length}`}
              id={`letter-wording/${at}`}
              title={`Words of letters: ${one.data.name}`}
              path={`/letter-words?kind=${at}`}
              version={one.data.versions.length}
            >
              <WordingForm letter={letter} wording={one.data} words={words} today={today} />
            </KeepTyped>
          </div>
        </Card>
      )}
    </>
  )
}
