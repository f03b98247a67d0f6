import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import type {
  BulkAllocation,
  BulkDone,
  BulkNote,
  BulkTask,
  CaseRead,
  Classification,
  HistoryForm,
  ContactRead,
  HandOver,
  OfficerChange,
  Restriction,
  SavedView,
  Status,
  TaskView,
  Unit,
} from '../../api'
import {
  addNotes,
  addTasks,
  allocateCases,
  changeOfficer,
  changeSavedView,
  countCases,
  countKo41A,
  countDate,
  explainClock,
  exportCases,
  forgetSavedView,
  handOverCases,
  listCases,
  listClientNames,
  listContacts,
  listOwedDuties,
  listSavedViews,
  leaveCase,
  listTasks,
  listWatched,
  makeLink,
  readAppointments,
  readCase,
  readContact,
  readContributions,
  readCorrectables,
  readCosts,
  readDigest,
  readDigestMail,
  readJoint,
  readLearning,
  readMessages,
  readNotes,
  readOmbudsman,
  readPlan,
  readRemedies,
  readRestriction,
  readTasks,
  readTimeline,
  restrictCase,
  saveView,
  takeHistory,
  wantDigestMail,
  watchCase,
  withdrawLink,
} from '../../api'
import { unmasking } from '../../components/Withheld'
import { saveFile } from '../../lib/download'
import { OFFICERS } from '../../lib/officers'
import { useOnChange } from '../../lib/LiveProvider'
import { ProblemError, Unreachable } from '../../lib/problem'
import type { QueueFilter } from './filter'

export const caseKeys = {
  all: ['cases'] as const,
  list: (filter: QueueFilter) => ['cases', 'list', filter] as const,
  counts: (team: string, classification: string) => ['cases', 'counts', team, classification] as const,
  one: (ref: string) => ['cases', 'one', ref] as const,
  beside: (part: Part, ref: string) => ['cases', part, ref] as const,
  restriction: (ref: string) => ['cases', 'restriction', ref] as const,
  correctables: (ref: string) => ['cases', 'correctables', ref] as const,
  timeline: (ref: string) => ['cases', 'timeline', ref] as const,
  explanation: (ref: string, kind: string, due: string | null) => ['cases', 'explanation', ref, kind, due] as const,
  contact: (ref: string) => ['cases', 'contact', ref] as const,
  contacts: (refs: readonly string[]) => ['cases', 'contacts', refs] as const,
  counted: (count: Count | null) => ['cases', 'counted', count] as const,
  owed: ['cases', 'owed'] as const,
  tasks: ['cases', 'task list'] as const,
  watched: ['cases', 'watched'] as const,
  digest: ['cases', 'digest'] as const,
  digestMail: ['cases', 'digest mail'] as const,
  saved: ['saved views'] as const,
}

const PAGE = 50
const PARTS: readonly Part[] = [
  'appointments',
  'contributions',
  'costs',
  'joint',
  'letters',
  'notes',
  'outbox',
  'plan',
  'tasks',
  'remedies',
  'learning',
  'ombudsman',
  'survey',
]

/** Asks again for the contact of a case and for what is owed, when a duty changed. */
export function useDutyChanged(ref: string) {
  const client = useQueryClient()
  return () =>
    Promise.all([caseKeys.contact(ref), caseKeys.owed].map((queryKey) => client.invalidateQueries({ queryKey })))
}

/** Duties of contacts that nobody has met. */
export function useOwedDuties() {
  return useQuery({
    queryKey: caseKeys.owed,
    queryFn: async ({ signal }) => (await listOwedDuties({ signal, throwOnError: true })).data,
  })
}

/** What the service is asked for. */
function asked(filter: QueueFilter) {
  return {
    view: filter.view,
    sort: filter.sort,
    team: filter.team || null,
    owner: filter.owner || null,
    classification: (filter.classification || null) as Classification | null,
    stage: (filter.stage || null) as Status | null,
    q: filter.q || null,
  }
}

/** Takes the cases that are shown, and those that follow them, as a file. */
export function useExport() {
  return useMutation({
    mutationFn: async (filter: QueueFilter) => {
      const file = (await exportCases({ query: asked(filter), parseAs: 'blob', throwOnError: true })).data as Blob
      saveFile(`cases-${filter.view}.csv`, file)
    },
  })
}

/** Takes what an NHS lead counts of a financial year ("2026-27"), over all joint cases. */
export function useKo41aFile() {
  return useMutation({
    mutationFn: async (year: string) => {
      const taken = { query: { year: Number(year.slice(0, 4)) }, parseAs: 'blob', throwOnError: true } as const
      saveFile(`ko41a-${year}.csv`, (await countKo41A(taken)).data as Blob)
    },
  })
}

/** Takes what has happened to a case in words for the complainant's file. */
export function useHistoryFile(ref: string) {
  return useMutation({
    mutationFn: async (form: HistoryForm) => {
      const taken = { path: { ref }, query: { form }, parseAs: 'blob', throwOnError: true } as const
      saveFile(`${ref}-history.${form === 'html' ? 'html' : 'txt'}`, (await takeHistory(taken)).data as Blob)
    },
  })
}

export function useQueue(filter: QueueFilter) {
  return useInfiniteQuery({
    queryKey: caseKeys.list(filter),
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked(filter), cursor: pageParam, limit: PAGE }
      return (await listCases({ query, signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })
}

export function useCounts(team = '', classification = '') {
  return useQuery({
    queryKey: caseKeys.counts(team, classification),
    queryFn: async ({ signal }) => {
      const query = {
        team: team || null,
        classification: (classification || null) as Classification | null,
      }
      return (await countCases({ query, signal, throwOnError: true })).data
    },
    placeholderData: keepPreviousData,
  })
}

/** How many cases are open, for the menu; undefined where nobody asks. */
export function useOpenCount(wanted: boolean): number | undefined {
  const counts = useQuery({
    queryKey: caseKeys.counts('', ''),
    queryFn: async ({ signal }) => (await countCases({ signal, throwOnError: true })).data,
    enabled: wanted,
  })
  useOnChange(() => {
    if (wanted) void counts.refetch()
  })
  return counts.data?.open
}

/** The names and titles of cases: cases hold none, intake does. */
export function useContactsOf(pages: readonly (readonly string[])[]): Map<string, ContactRead> {
  return useQueries({
    queries: pages.map((refs) => ({
      queryKey: caseKeys.contacts(refs),
      queryFn: async () =>
        (await listContacts({ query: { ref: [...refs], limit: refs.length }, throwOnError: true })).data,
      enabled: refs.length > 0,
      staleTime: 60_000,
    })),
    combine: (results) =>
      new Map(results.flatMap((result) => result.data?.items ?? []).map((contact) => [contact.ref, contact])),
  })
}

/** `reason`, here and below: why what is masked is to be shown. */
export function useContactOf(ref: string, reason = '') {
  return useQuery({
    queryKey: [...caseKeys.contact(ref), reason],
    queryFn: async ({ signal }) =>
      (await readContact({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

const OPENING_PAUSE = 1_000

export function isMissing(error: Error | null): boolean {
  return error instanceof ProblemError && error.status === 404
}

/** A case; a fresh reference has none yet for a moment, so a missing one is asked for again. */
export function useCase(ref: string, reason = '') {
  return useQuery({
    queryKey: [...caseKeys.one(ref), reason],
    queryFn: async ({ signal }) =>
      (await readCase({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: (before) => (before?.ref === ref ? before : undefined),
    refetchInterval: (query) => (isMissing(query.state.error) ? OPENING_PAUSE : false),
  })
}

/** Fetches a case and what has happened to it again, behind what is being read or typed. */
export function useRefreshCase(ref: string): () => void {
  const client = useQueryClient()
  return useCallback(() => {
    void client.invalidateQueries({ queryKey: caseKeys.one(ref) })
    void client.invalidateQueries({ queryKey: caseKeys.timeline(ref) })
    for (const part of PARTS) void client.invalidateQueries({ queryKey: caseKeys.beside(part, ref) })
  }, [client, ref])
}

export function useTimeline(ref: string, reason = '') {
  return useQuery({
    queryKey: [...caseKeys.timeline(ref), reason],
    queryFn: async ({ signal }) =>
      (await readTimeline({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

export function useCosts(ref: string) {
  return useQuery({
    queryKey: caseKeys.beside('costs', ref),
    queryFn: async ({ signal }) => (await readCosts({ path: { ref }, signal, throwOnError: true })).data,
  })
}

/** What was sent in a case, or is to be sent. */
export function useMessages(ref: string) {
  return useQuery({
    queryKey: caseKeys.beside('outbox', ref),
    queryFn: async ({ signal }) => (await readMessages({ path: { ref }, signal, throwOnError: true })).data,
  })
}

/** Notes of a case that were written by themselves, and of calls; nothing is asked for who reads none. */
export function useNotes(ref: string, wanted: boolean) {
  return useQuery({
    queryKey: caseKeys.beside('notes', ref),
    queryFn: async ({ signal }) => (await readNotes({ path: { ref }, signal, throwOnError: true })).data,
    enabled: wanted,
  })
}

/** What of a case can be put right, if it was recorded wrongly. */
export function useCorrectables(ref: string) {
  return useQuery({
    queryKey: caseKeys.correctables(ref),
    queryFn: async ({ signal }) => (await readCorrectables({ path: { ref }, signal, throwOnError: true })).data.items,
  })
}

export function usePlan(ref: string, reason = '') {
  return useQuery({
    queryKey: [...caseKeys.beside('plan', ref), reason],
    queryFn: async ({ signal }) =>
      (await readPlan({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

export function useRestriction(ref: string) {
  return useQuery({
    queryKey: caseKeys.restriction(ref),
    queryFn: async ({ signal }) => (await readRestriction({ path: { ref }, signal, throwOnError: true })).data,
  })
}

/** Who sees a case decides what every list shows. */
export function useRestrict(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: Restriction) =>
      (await restrictCase({ path: { ref }, body, throwOnError: true })).data,
    onSuccess: () => client.invalidateQueries(),
  })
}

export function useAppointments(ref: string, reason = '') {
  return useQuery({
    queryKey: [...caseKeys.beside('appointments', ref), reason],
    queryFn: async ({ signal }) =>
      (await readAppointments({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

export function useRemedies(ref: string, reason = '') {
  return useQuery({
    queryKey: [...caseKeys.beside('remedies', ref), reason],
    queryFn: async ({ signal }) =>
      (await readRemedies({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

export function useTasks(ref: string, reason = '') {
  return useQuery({
    queryKey: [...caseKeys.beside('tasks', ref), reason],
    queryFn: async ({ signal }) =>
      (await readTasks({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

/** Open tasks of all cases, a page after the other; `reason`: why what is masked is to be shown. */
export function useTaskList(view: TaskView, reason: string) {
  return useInfiniteQuery({
    queryKey: [...caseKeys.tasks, view, reason],
    queryFn: async ({ pageParam, signal }) => {
      const query = { view, cursor: pageParam }
      return (await listTasks({ query, headers: unmasking(reason), signal, throwOnError: true })).data
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
}

/** The cases that one watches, and what is new in each. */
export function useWatched() {
  return useQuery({
    queryKey: caseKeys.watched,
    queryFn: async ({ signal }) => (await listWatched({ signal, throwOnError: true })).data,
  })
}

/** Watches a case, which says too that one has looked at it; or watches it no more. */
export function useWatch(ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (wanted: boolean): Promise<void> => {
      await (wanted ? watchCase : leaveCase)({ path: { ref }, throwOnError: true })
    },
    onSettled: () => client.invalidateQueries({ queryKey: caseKeys.watched }),
  })
}

/** What one's day brings. */
export function useDigest() {
  return useQuery({
    queryKey: caseKeys.digest,
    queryFn: async ({ signal }) => (await readDigest({ signal, throwOnError: true })).data,
  })
}

/** Whether one has it by e-mail, and where that goes. */
export function useDigestMail() {
  return useQuery({
    queryKey: caseKeys.digestMail,
    queryFn: async ({ signal }) => (await readDigestMail({ signal, throwOnError: true })).data,
  })
}

export function useWantDigestMail() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (is_wanted: boolean) =>
      (await wantDigestMail({ body: { is_wanted }, throwOnError: true })).data,
    onSuccess: (mail) => client.setQueryData(caseKeys.digestMail, mail),
  })
}

export function useOmbudsman(ref: string, reason = '') {
  return useQuery({
    queryKey: [...caseKeys.beside('ombudsman', ref), reason],
    queryFn: async ({ signal }) =>
      (await readOmbudsman({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

/** Organisations whose systems can be told what they are asked to contribute. */
export function useClientNames() {
  return useQuery({
    queryKey: ['client-names'],
    queryFn: async ({ signal }) => (await listClientNames({ signal, throwOnError: true })).data,
    staleTime: 60_000,
  })
}

export function useJointOf(ref: string, reason = '') {
  return useQuery({
    queryKey: [...caseKeys.beside('joint', ref), reason],
    queryFn: async ({ signal }) =>
      (await readJoint({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

export function useLearning(ref: string, reason = '') {
  return useQuery({
    queryKey: [...caseKeys.beside('learning', ref), reason],
    queryFn: async ({ signal }) =>
      (await readLearning({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
  })
}

/** Nobody was asked in most cases: then nothing is fetched. */
export function useContributions(ref: string, reason: string, isAsked: boolean) {
  return useQuery({
    queryKey: [...caseKeys.beside('contributions', ref), reason],
    queryFn: async ({ signal }) =>
      (await readContributions({ path: { ref }, headers: unmasking(reason), signal, throwOnError: true })).data,
    placeholderData: keepPreviousData,
    enabled: isAsked,
  })
}

/** A change of a request's link. An address is in the answer alone, so it is kept by whoever asked, never cached. */
function useLinkChange<Answer>(ref: string, change: () => Promise<{ data: Answer }>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => (await change()).data,
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: caseKeys.beside('contributions', ref) }),
  })
}

export const useMakeLink = (ref: string, number: number) =>
  useLinkChange(ref, () => makeLink({ path: { ref, number }, body: {}, throwOnError: true }))

export const useWithdrawLink = (ref: string, number: number) =>
  useLinkChange(ref, () => withdrawLink({ path: { ref, number }, throwOnError: true }))

/** What lives beside a case, each with requests of its own. */
export type Part =
  | 'appointments'
  | 'contributions'
  | 'costs'
  | 'joint'
  | 'letters'
  | 'notes'
  | 'outbox'
  | 'plan'
  | 'tasks'
  | 'remedies'
  | 'learning'
  | 'ombudsman'
  | 'survey'

/** One request that changes what lives beside a case, given the header that makes it safe to send again. */
export type SendBeside<Whole> = (headers: { 'Idempotency-Key': string }) => Promise<{ data: Whole }>

/**
 * Something done beside a case: the whole part is the answer. The case stays as it is, but for one that the Ombudsman
 * refers back: that is taken up again.
 */
export function useActBeside<Whole>(part: Part, ref: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ send, key }: { send: SendBeside<Whole>; key: string }) =>
      (await send({ 'Idempotency-Key': key })).data,
    onSuccess: async (whole) => {
      client.setQueriesData({ queryKey: caseKeys.beside(part, ref) }, whole)
      await client.invalidateQueries({ queryKey: caseKeys.timeline(ref) })
      if (part === 'ombudsman') await client.invalidateQueries({ queryKey: caseKeys.one(ref) })
      if (part !== 'tasks') return
      await client.invalidateQueries({ queryKey: caseKeys.tasks })
      await client.invalidateQueries({ queryKey: caseKeys.digest })
    },
    // A part with a version of its own may be another by now: what is shown has to be the newest.
    onError: (error) =>
      error instanceof ProblemError && error.status === 412
        ? client.invalidateQueries({ queryKey: caseKeys.beside(part, ref) })
        : undefined,
  })
}

export function useExplanation(ref: string, clock: { kind: string; due_on: string | null }) {
  return useQuery({
    queryKey: caseKeys.explanation(ref, clock.kind, clock.due_on),
    queryFn: async ({ signal }) =>
      (await explainClock({ path: { ref, clock: clock.kind }, signal, throwOnError: true })).data,
    staleTime: Infinity,
  })
}

export interface Count {
  start: string
  amount: number
  unit: Unit
}

/** The date that so many days from a start would give; nothing is stored. */
export function useCountedDate(count: Count | null) {
  return useQuery({
    queryKey: caseKeys.counted(count),
    queryFn: async ({ signal }) => {
      if (count === null) throw new Error('There is nothing to count.')
      return (await countDate({ query: { ...count }, signal, throwOnError: true })).data.clock
    },
    enabled: count !== null,
    retry: false,
    staleTime: Infinity,
  })
}

export type ActHeaders = Record<'If-Match' | 'Idempotency-Key', string>

/** One request that changes a case, given the headers that make it safe to send. */
export type Send = (headers: ActHeaders) => Promise<{ data: CaseRead }>

/** Something done to a case. Whatever shows the case is fetched again, also when it was refused. */
export function useAct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ send, version, key }: { send: Send; version: number; key: string }) =>
      (await send({ 'If-Match': `"${version}"`, 'Idempotency-Key': key })).data,
    // Without a line nothing can be fetched anew, and the form is to know at once.
    onSettled: (_, error) =>
      error instanceof Unreachable ? undefined : client.invalidateQueries({ queryKey: caseKeys.all }),
  })
}

export function useSavedViews() {
  return useQuery({
    queryKey: caseKeys.saved,
    queryFn: async ({ signal }) => (await listSavedViews({ signal, throwOnError: true })).data,
    staleTime: 60_000,
  })
}

/** Keeps a view under a name; `instead`: the one in whose place it comes. */
export function useSaveView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ body, instead }: { body: SavedView; instead: string | null }) =>
      instead === null
        ? (await saveView({ body, throwOnError: true })).data
        : (await changeSavedView({ path: { saved_id: instead }, body, throwOnError: true })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: caseKeys.saved }),
  })
}

export function useForgetView() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => {
      await forgetSavedView({ path: { saved_id: id }, throwOnError: true })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: caseKeys.saved }),
  })
}

/** One act on many cases: whatever shows one of them is fetched again before it counts as done. */
function useBulk<Body>(send: (body: Body, headers: { 'Idempotency-Key': string }) => Promise<{ data: BulkDone }>) {
  const client = useQueryClient()
  const tried = useRef({ body: '', key: '' })
  return useMutation({
    mutationFn: async (body: Body) => {
      // The same again, after no answer came, is the same request.
      const said = JSON.stringify(body)
      if (tried.current.body !== said) tried.current = { body: said, key: crypto.randomUUID() }
      return (await send(body, { 'Idempotency-Key': tried.current.key })).data
    },
    onSuccess: () => client.invalidateQueries({ queryKey: caseKeys.all }),
  })
}

export const useBulkAllocation = () =>
  useBulk<BulkAllocation>((body, headers) => allocateCases({ body, headers, throwOnError: true }))

export const useBulkNote = () =>
  useBulk<BulkNote>((body, headers) => addNotes({ body, headers, throwOnError: true }))

export const useBulkTask = () =>
  useBulk<BulkTask>((body, headers) => addTasks({ body, headers, throwOnError: true }))

/** Gives all open cases of one officer to others. */
export function useHandOver() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ subject, body, key }: { subject: string; body: HandOver; key: string }) => {
      const headers = { 'Idempotency-Key': key }
      return (await handOverCases({ path: { subject }, body, headers, throwOnError: true })).data
    },
    onSuccess: () => client.invalidateQueries(),
  })
}

export function useChangeOfficer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ subject, change }: { subject: string; change: OfficerChange }) =>
      (await changeOfficer({ path: { subject }, body: change, throwOnError: true })).data,
    onSuccess: () => client.invalidateQueries({ queryKey: OFFICERS }),
  })
}
