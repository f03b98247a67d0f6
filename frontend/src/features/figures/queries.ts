import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Question } from '../../api'
import { askFigure, listContacts, listReferences, readFields } from '../../api'

export const figureKeys = {
  parts: ['figures', 'parts'] as const,
  answer: (question: Question | null) => ['figures', 'answer', question] as const,
  behind: (question: Question, group: readonly string[], numeratorOnly: boolean) =>
    ['figures', 'behind', question, group, numeratorOnly] as const,
}

/** What a question may be made of: the service's own list. */
export function useParts() {
  return useQuery({
    queryKey: figureKeys.parts,
    queryFn: async ({ signal }) => (await readFields({ signal, throwOnError: true })).data,
    staleTime: Infinity,
  })
}

/** The answer; a question that cannot be read is not asked. */
export function useFigure(question: Question | null) {
  return useQuery({
    queryKey: figureKeys.answer(question),
    queryFn: async ({ signal }) => {
      if (question === null) throw new Error('There is no question.')
      return (await askFigure({ body: question, signal, throwOnError: true })).data
    },
    enabled: question !== null,
  })
}

const AT_A_TIME = 50

export interface Behind {
  ref: string
  title: string | null
  path: string
}

/** The cases behind a figure; those that opened no case lead to their contact. */
export function useBehind(question: Question, group: readonly string[], numeratorOnly: boolean) {
  return useInfiniteQuery({
    queryKey: figureKeys.behind(question, group, numeratorOnly),
    queryFn: async ({ pageParam, signal }) => {
      const body = { question, group: [...group], numerator_only: numeratorOnly, cursor: pageParam, limit: AT_A_TIME }
      const { items, next_cursor } = (await listReferences({ body, signal, throwOnError: true })).data
      const query = { ref: items, limit: AT_A_TIME }
      const contacts = items.length > 0 ? (await listContacts({ query, signal, throwOnError: true })).data.items : []
      const byRef = new Map(contacts.map((contact) => [contact.ref, contact]))
      const behind = items.map((ref): Behind => {
        const contact = byRef.get(ref)
        return { ref, title: contact?.title ?? null, path: `/${contact?.opens_case ? 'cases' : 'contacts'}/${ref}` }
      })
      return { behind, next_cursor }
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
}

/** Periods within which values are looked up. */
export type Period = Pick<Question, 'year' | 'from' | 'to'>

const LISTED_UNDER: Readonly<Record<string, 'issue' | 'stage' | 'remedy' | 'learning'>> = {
  issues: 'issue',
  stages: 'stage',
  remedies: 'remedy',
  learning: 'learning',
}
/** These name one case or one person: a list of them helps nobody to choose. */
const NAMING = ['ref', 'person.person_ref']

/** The question that tells which values a field has: a list's field is looked up under its own unit. */
function lookUp(authority: string, period: Period, unit: Question['unit'], path: string): Question {
  const [head = '', ...rest] = path.split('.')
  const listed = rest.length > 0 ? LISTED_UNDER[head] : undefined
  const one = listed ? { unit: listed, group_by: [`${listed}.${rest.join('.')}`] } : { unit, group_by: [path] }
  return { authority, ...period, measure: 'count', ...one }
}

/** The values that a field of texts has in a period; null where they cannot be listed. */
export function useKnownValues(authority: string, period: Period, unit: Question['unit'], path: string, kind?: string) {
  const listable = kind === 'text' && !NAMING.includes(path) && (period.year || (period.from && period.to))
  const question = listable ? lookUp(authority, period, unit, path) : null
  const found = useQuery({
    queryKey: figureKeys.answer(question),
    queryFn: async ({ signal }) => {
      if (question === null) throw new Error('There is no field.')
      return (await askFigure({ body: question, signal, throwOnError: true })).data
    },
    enabled: question !== null,
    staleTime: 60_000,
  })
  if (question === null || found.isError) return null
  const values = Object.keys((found.data?.values ?? {}) as Record<string, number>)
  return values.filter((value) => value !== 'not_recorded')
}
