import type { LearningScope } from '../../../api'
import { LEARNING_SCOPE_WORDS } from '../../../api/words.gen'
import { Select, TextField } from '../../../components/Fields'
import { learningTheme, learningThemeOptions, useCouncil } from '../../../lib/council'
import { errorFor } from '../../../lib/problem'
import type { FieldError } from '../../../lib/problem'
import { useTyped } from '../../../lib/typed'
import { choices } from '../../../lib/words'
import { needText } from './dated'

const OWN = 'own words'
/** What is chosen instead of a theme. */
export const NOTHING = 'nothing'

export interface Lesson {
  theme: string
  action: string
  scope: LearningScope
}

/**
 * What is typed of something learned: a theme, one of its actions or own words, and for whom.
 *
 * @param id begins the ids of its fields: a case can be closed with one form while another is recorded beside it.
 */
export function useLesson(id: string) {
  const [theme, setTheme] = useTyped('theme', '')
  const [listed, setListed] = useTyped('listed', '')
  const [own, setOwn] = useTyped('own', '')
  const [scope, setScope] = useTyped<string>('scope', 'team', Object.keys(LEARNING_SCOPE_WORDS))
  const action = listed === OWN ? own.trim() : listed
  const isGiven = theme !== '' && theme !== NOTHING
  const wrong = (): FieldError[] =>
    isGiven ? needText(action, listed === OWN ? `${id}-own` : `${id}-action`, 'Say what will change') : []
  return {
    id,
    theme,
    setTheme: (next: string) => {
      setTheme(next)
      setListed('')
    },
    listed,
    setListed,
    own,
    setOwn,
    scope,
    setScope,
    wrong,
    lesson: isGiven ? { theme, action, scope: scope as LearningScope } : null,
  }
}

interface Props {
  typed: ReturnType<typeof useLesson>
  errors: readonly FieldError[]
  label: string
  hint?: string | undefined
  /** What may be chosen instead of a theme. */
  instead?: string
}

export function LessonFields({ typed, errors, label, hint, instead }: Props) {
  const council = useCouncil().data
  const theme = learningTheme(council, typed.theme)
  return (
    <>
      <Select
        id={`${typed.id}-theme`}
        label={label}
        hint={hint}
        error={errorFor(errors, `${typed.id}-theme`)}
        value={typed.theme}
        onChange={typed.setTheme}
        options={[
          ...learningThemeOptions(council, 'Choose a theme'),
          ...(instead ? [{ value: NOTHING, label: instead }] : []),
        ]}
      />
      {theme && (
        <>
          <Select
            id={`${typed.id}-action`}
            label="What will change"
            error={errorFor(errors, `${typed.id}-action`)}
            value={typed.listed}
            onChange={typed.setListed}
            options={[
              { value: '', label: 'Choose what will change' },
              ...theme.actions.map((action) => ({ value: action, label: action })),
              { value: OWN, label: 'Something else, in your own words' },
            ]}
          />
          {typed.listed === OWN && (
            <TextField
              id={`${typed.id}-own`}
              label="In your own words"
              hint="Kept with the case, and never counted in figures"
              error={errorFor(errors, `${typed.id}-own`)}
              value={typed.own}
              onChange={typed.setOwn}
            />
          )}
          <Select
            id={`${typed.id}-scope`}
            className="rd-field--short"
            label="For"
            value={typed.scope}
            onChange={typed.setScope}
            options={choices(LEARNING_SCOPE_WORDS)}
          />
        </>
      )}
    </>
  )
}
