import type { KeptTo, Level } from '../../api'
import { LateMark, MetMark, SoonMark, UnknownMark } from '../../components/Icons'
import { ANSWERS } from './typing'

const MARKS: Record<Level, typeof LateMark> = { stops: LateMark, warns: SoonMark, holds: MetMark }
const WORDS: Record<Level, string> = { stops: 'To fix', warns: 'To know', holds: 'In order' }

/** How something stands; the words are for those who do not see the shape. */
export function LevelMark({ level }: { level: Level }) {
  const Mark = MARKS[level]
  return (
    <>
      <Mark />
      <span className="govuk-visually-hidden">{WORDS[level]}: </span>
    </>
  )
}

const KEPT: Record<KeptTo, typeof LateMark> = { yes: MetMark, partly: SoonMark, no: LateMark }

/** How far the council keeps to a clause. */
export function Kept({ answer }: { answer: KeptTo | null }) {
  const Mark = answer ? KEPT[answer] : UnknownMark
  const words = ANSWERS.find(({ value }) => value === answer)?.label ?? 'Not answered yet'
  return (
    <p className="rd-words__signed">
      <Mark />
      <span>
        <span className="govuk-visually-hidden">Kept to: </span>
        {words}
      </span>
    </p>
  )
}

/** A hidden number as only its council sees it: filled where it is small itself, outlined where it guards another. */
export function HiddenMark({ small, why = true }: { small: boolean; why?: boolean }) {
  return (
    <span className={`rd-c ${small ? 'rd-c--small' : ''}`}>
      [c]
      {why && <span className="govuk-visually-hidden">{small ? ', under 5' : ', would give others away'}</span>}
    </span>
  )
}
