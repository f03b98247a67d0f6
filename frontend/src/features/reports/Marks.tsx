import type { Level } from '../../api'
import { LateMark, MetMark, SoonMark } from '../../components/Icons'

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

/** A hidden number as only its council sees it: filled where it is small itself, outlined where it guards another. */
export function HiddenMark({ small, why = true }: { small: boolean; why?: boolean }) {
  return (
    <span className={`rd-c ${small ? 'rd-c--small' : ''}`}>
      [c]
      {why && <span className="govuk-visually-hidden">{small ? ', under 5' : ', would give others away'}</span>}
    </span>
  )
}
