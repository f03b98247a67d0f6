import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImportJob, ImportRemark } from '../../api'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'
import { announcement, outcomeWords, share, stateWords } from './words'

const ID = '0123456789abcdef0123456789abcdef'
const JOB: ImportJob = {
  job_id: ID,
  file_name: '2024-25.ndjson',
  state: 'done',
  started_by: 'J T',
  started_at: '2026-03-24T10:40:00Z',
  finished_at: '2026-03-24T10:41:00Z',
  undone_at: null,
  undone_by: null,
  bytes_total: 2000,
  bytes_done: 2000,
  lines_done: 1057,
  added: 1050,
  unchanged: 4,
  rejected: 3,
  warnings: 1,
}
const remark = (number: number, change: Partial<ImportRemark> = {}): ImportRemark => ({
  number,
  line: number + 1000,
  ref: null,
  is_error: true,
  reason: 'received_on: this is in the future',
  ...change,
})

describe('the words of an import', () => {
  it.each<[Partial<ImportJob>, string]>([
    [{}, 'Done'],
    [{ state: 'running', bytes_done: 905 }, 'Reading the file: 45%'],
    [{ state: 'undone', undone_by: 'J T' }, 'Undone by J T'],
    [{ state: 'interrupted' }, 'Interrupted: send the same file again and it goes on'],
  ])('%j', (change, words) => expect(stateWords({ ...JOB, ...change })).toBe(words))

  it('say what came of it', () => {
    expect(outcomeWords(JOB)).toBe('1,057 lines read: 1,050 added, 4 already there, 3 rejected, 1 warning.')
  })

  it('announce each quarter once, and the end', () => {
    const at = (bytes_done: number) => announcement({ ...JOB, state: 'running', bytes_done })
    expect([at(0), at(400), at(500), at(900), at(1999)].map((one) => one.slice(JOB.file_name.length))).toEqual([
      ' is being read.',
      ' is being read.',
      ': 25% read.',
      ': 25% read.',
      ': 75% read.',
    ])
    expect(announcement(JOB)).toContain('done. 1,057 lines')
    expect(share({ ...JOB, state: 'running', bytes_total: 0, bytes_done: 0 })).toBe(100)
  })
})

let server: StubServer
beforeEach(() => {
  server = startServer()
    .on('GET /api/intake/v1/imports', () => ({ items: [JOB] }))
    .on(`GET /api/intake/v1/imports/${ID}`, () => JOB)
    .on(`GET /api/intake/v1/imports/${ID}/remarks`, ({ query }) =>
      query.get('cursor')
        ? { items: [remark(3, { is_error: false, ref: 'EAS-2425-0003', reason: 'channel: not known' })], next_cursor: null }
        : { items: [remark(1), remark(2)], next_cursor: 'more' },
    )
})

async function open(search = '') {
  const page = await openPage(`/imports${search}`, 'admin')
  await screen.findByRole('heading', { level: 1, name: 'Imports' })
  return { ...page, user: userEvent.setup() }
}

describe('the imports page', () => {
  it('sends a file as it is and watches its job to the end', async () => {
    const states: Partial<ImportJob>[] = [{ state: 'running', bytes_done: 500, rejected: 0, warnings: 0 }, {}]
    server
      .on('POST /api/intake/v1/imports', () => json({ ...JOB, ...states[0] }, 202))
      .on(`GET /api/intake/v1/imports/${ID}`, () => ({ ...JOB, ...(states.length > 1 ? states.shift() : states[0]) }))
    const { user, router } = await open()
    await user.upload(screen.getByLabelText('File'), new File(['{}\n'], '2024-25.ndjson'))
    await user.click(screen.getByRole('button', { name: 'Bring in this file' }))
    expect(await screen.findByRole('progressbar', { name: 'How much of the file is read' })).toHaveValue(25)
    expect(screen.getByText('Reading the file: 25%')).toBeVisible()
    await expectNoViolations()
    expect(router.state.location.search).toBe(`?job=${ID}`)
    await waitFor(() => expect(screen.queryByRole('progressbar')).not.toBeInTheDocument())
    expect(screen.getByText(/^2024-25.ndjson: done\./)).toHaveAttribute('role', 'status')
    const [sent] = server.asked('POST', '/api/intake/v1/imports')
    expect(sent?.query.get('file_name')).toBe('2024-25.ndjson')
    expect(sent?.headers.get('Content-Type')).toBe('application/x-ndjson')
  })

  it('takes an import back when asked twice, and says who has worked on it', async () => {
    const undone = { ...JOB, state: 'undone', undone_at: '2026-03-24T11:00:00Z', undone_by: 'J T' }
    const worked = 'Somebody has worked on EAS-2425-0003. The import stays as it is.'
    const answers = [problem(409, worked)]
    server.on(`DELETE /api/intake/v1/imports/${ID}/lines`, () => answers.shift() ?? json(undone, 202))
    const { user } = await open(`?job=${ID}`)
    for (const outcome of [worked, 'Undone by J T']) {
      await user.click(await screen.findByRole('button', { name: 'Undo this import' }))
      await user.click(screen.getByRole('button', { name: 'Take back 1,050 lines' }))
      expect(await screen.findByText(outcome)).toBeVisible()
    }
    expect(screen.queryByRole('button', { name: 'Undo this import' })).not.toBeInTheDocument()
    await expectNoViolations()
  })

  it('lists what was wrong by line, more of it when asked, and gives it as a file', async () => {
    const made = vi.fn(() => 'blob:made')
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: made, revokeObjectURL: vi.fn() }))
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    server.on(`GET /api/intake/v1/imports/${ID}/remarks.csv`, () => new Response('line,reason\r\n'))
    const { user } = await open(`?job=${ID}`)
    expect(await screen.findByRole('row', { name: /1,001 Error received_on: this is in the future/ })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Show more' }))
    expect(await screen.findByRole('row', { name: /1,003 Warning EAS-2425-0003/ })).toBeVisible()
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Download as CSV' }))
    await waitFor(() => expect(click).toHaveBeenCalledOnce())
    const [asked] = server.asked('GET', `/api/intake/v1/imports/${ID}/remarks.csv`)
    expect(asked?.headers.get('Authorization')).toMatch(/^Bearer /)
    expect(made).toHaveBeenCalledOnce()
  })

  it('says how an interrupted import goes on', async () => {
    server.on(`GET /api/intake/v1/imports/${ID}`, () => ({ ...JOB, state: 'interrupted', rejected: 0, warnings: 0 }))
    await open(`?job=${ID}`)
    expect(await screen.findByText('Interrupted: send the same file again and it goes on')).toBeVisible()
  })

  it('asks for a file when none is chosen', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: 'Bring in this file' }))
    expect(screen.getByLabelText('File')).toHaveAccessibleDescription(/Choose the file to bring in/)
    expect(server.asked('POST', '/api/intake/v1/imports')).toEqual([])
  })

  it('says why a file was refused', async () => {
    server.on('POST /api/intake/v1/imports', () => problem(413, 'The file is too large. Split it and send the parts.'))
    const { user } = await open()
    await user.upload(screen.getByLabelText('File'), new File(['{}\n'], 'big.ndjson'))
    await user.click(screen.getByRole('button', { name: 'Bring in this file' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('The file is too large.')
  })

  it('says when nothing was brought in yet', async () => {
    server.on('GET /api/intake/v1/imports', () => ({ items: [] }))
    await open()
    expect(await screen.findByText('No file has been brought in yet.')).toBeVisible()
  })
})
