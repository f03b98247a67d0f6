import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { listSurveyAnswers, readSatisfaction } from '../../api'

/** How many gave each reply, in a year; small numbers are hidden before they come. */
export function useSatisfaction(year: string) {
  return useQuery({
    queryKey: ['satisfaction', year],
    queryFn: async ({ signal }) => (await readSatisfaction({ query: { year }, signal, throwOnError: true })).data,
  })
}

/** Answers one by one, of quarters that have enough of them. It is kept who looked. */
export function useAnswers(may: boolean) {
  return useInfiniteQuery({
    queryKey: ['survey-answers'],
    queryFn: async ({ pageParam, signal }) =>
      (await listSurveyAnswers({ query: { cursor: pageParam }, signal, throwOnError: true })).data,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: may,
  })
}
