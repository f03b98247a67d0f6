import { useLearning, useOmbudsman, useRemedies } from './queries'

/** How many remedies and actions of a case are still open, those agreed with the Ombudsman too, and how many of them late. */
export function useFollowUps(ref: string, reason: string): { open: number; late: number } {
  const remedies = useRemedies(ref, reason).data?.items ?? []
  const learning = useLearning(ref, reason).data?.items ?? []
  const agreed = (useOmbudsman(ref, reason).data?.items ?? [])
    .filter(({ standing }) => standing !== 'mistaken')
    .flatMap((item) => item.remedies)
    .filter(({ done_on, struck }) => done_on === null && !struck)
  const open = [...[...remedies, ...learning].filter(({ is_open }) => is_open), ...agreed]
  return { open: open.length, late: open.filter(({ late }) => late).length }
}
