import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem'

/** What is refused is not asked again; what failed on the way is, twice. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: true,
        retry: (count, error) => !(error instanceof ProblemError) && count < 2,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
