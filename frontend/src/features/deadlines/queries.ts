import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { calculateDeadlines, countDate } from '../../api'
import type { Count } from './count'
import type { Question } from './question'

export const deadlineKeys = {
  answer: (question: Question | null) => ['deadlines', question] as const,
  count: (count: Count | null) => ['deadlines', 'count', count] as const,
}

/** The dates of a question. The old ones stay until the new ones are there. */
export function useDates(question: Question | null) {
  return useQuery({
    queryKey: deadlineKeys.answer(question),
    queryFn: async ({ signal }) => {
      if (question === null) throw new Error('There is no question.')
      return (await calculateDeadlines({ query: { ...question }, signal, throwOnError: true })).data
    },
    enabled: question !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

/** A date counted by itself. The old one stays until the new one is there. */
export function useCount(count: Count | null) {
  return useQuery({
    queryKey: deadlineKeys.count(count),
    queryFn: async ({ signal }) => {
      if (count === null) throw new Error('There is nothing to count.')
      return (await countDate({ query: count, signal, throwOnError: true })).data.clock
    },
    enabled: count !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
