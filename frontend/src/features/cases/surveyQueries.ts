import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { NewSurvey, SurveyAnswer } from '../../api'
import { askHowItWasHandled, readSurvey, typePaperAnswer } from '../../api'
import { caseKeys } from './queries'

/** Nobody is asked before the end: until then nothing is fetched. */
export function useSurvey(ref: string, ended: boolean) {
  return useQuery({
    queryKey: caseKeys.beside('survey', ref),
    queryFn: async ({ signal }) => (await readSurvey({ path: { ref }, signal, throwOnError: true })).data,
    enabled: ended,
  })
}

export function useAskHowItWasHandled(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ key, ...body }: NewSurvey & { key: string }) => {
      const headers = { 'Idempotency-Key': key }
      return (await askHowItWasHandled({ path: { ref }, body, headers, throwOnError: true })).data
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: caseKeys.beside('survey', ref) }),
        client.invalidateQueries({ queryKey: caseKeys.beside('letters', ref) }),
        client.invalidateQueries({ queryKey: caseKeys.timeline(ref) }),
      ]),
  })
}

/** Nothing is remembered of it but the answer: a second one is refused. */
export function useTypePaperAnswer(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: SurveyAnswer) => {
      await typePaperAnswer({ path: { ref }, body, throwOnError: true })
    },
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: caseKeys.beside('survey', ref) }),
  })
}
