import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CASE, NOW, QUEUE, summary } from '../../testing/fixtures'
import { liveStream } from '../../testing/live'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'
import type { BulkAllocation } from '../../api'

const CASES = '/api/cases/v1/cases'
const SAVED = '/api/cases/v1/saved-views'
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
  server.on(`GET ${CASES}/EAS-2526-0410`, () => ({ ...CASE, ref: 'EAS-2526-0410' }))
})

async function open(path = '/cases') {
  const user = userEvent.setup()
  const page = await openPage(path, 'complaints_officer')
  await screen.findByRole('link', { name: 'Evening visits missed, calls not returned' })
  return { user, ...page }
}

const links = () => [...document.querySelectorAll<HTMLElement>('[data-case]')]

describe('the work queue', () => {
  it('groups late, due and on track, with counts and the dates in words', async () => {
    await open()
    const table = screen.getByRole('table', { name: /Cases, by the next date owed/ })
    expect(within(table).getByRole('rowheader', { name: /^Late: 1/ })).toBeVisible()
    expect(within(table).getByText('4 working days late')).toBeVisible()
    expect(within(table).getByText('Due today')).toBeVisible()
    expect(within(table).getByText('7 working days left')).toBeVisible()
    expect(within(table).getByText('No owner')).toBeVisible()
    await expectNoViolations()
  })

  it('has its rarer views under “More views”, and the one that is open beside the others', async () => {
    const { user } = await open('/cases?view=closed')
    const views = screen.getByRole('navigation', { name: 'Views' })
    const more = within(views).getByRole('group')
    expect(more).not.toHaveAttribute('open')
    expect(within(more).queryByRole('link', { name: /^Closed/ })).toBeNull()
    expect(within(views).getByRole('link', { name: /^Closed/ })).toHaveAttribute('aria-current', 'page')
    await user.click(within(views).getByText('More views'))
    await user.click(within(more).getByRole('link', { name: /^To follow up/ }))
    expect(within(views).getByRole('group')).not.toHaveAttribute('open')
    expect(within(views).getByRole('link', { name: /^To follow up/ })).toHaveAttribute('aria-current', 'page')
  })

  it('leaves out columns that somebody does not want, and remembers it', async () => {
    const { user } = await open()
    await user.click(screen.getByText('Columns'))
    await user.click(screen.getByRole('checkbox', { name: 'Service' }))
    expect(screen.getByRole('table')).toHaveAttribute('data-without', 'service')
    cleanup()
    await open()
    await user.click(screen.getByText('Columns'))
    expect(screen.getByRole('checkbox', { name: 'Service' })).not.toBeChecked()
    expect(screen.getByRole('table')).toHaveAttribute('data-without', 'service')
    await expectNoViolations()
  })

  it('says what is owed besides, late, today and soon, and leads to it', async () => {
    const owed = { key: 'safeguarding', code: 'safeguarding', text: 'Tell safeguarding today.', source: 'Care Act 2014, s.42' }
    server.on('GET /api/intake/v1/duties', () => ({
      items: [
        { ref: 'EAS-2526-0007', ...owed, by: '2026-03-20', is_late: true },
        { ref: 'EAS-2526-0009', ...owed, by: '2026-03-24', is_late: false },
        { ref: 'EAS-2526-0009', ...owed, key: 'notice.28.1', by: '2026-03-31', is_late: false },
      ],
      late: 1,
      today: 1,
      more: false,
      undecided: 2,
      infected: ['EAS-2526-0004'],
    }))
    const { user } = await open()
    expect(await screen.findByRole('link', { name: '2 contacts not decided yet' })).toHaveAttribute('href', '/contacts?undecided')
    expect(screen.getByText(/carries a virus/)).toBeVisible()
    expect(screen.getByRole('link', { name: 'EAS-2526-0004' })).toHaveAttribute('href', '/contacts/EAS-2526-0004')
    await user.click(await screen.findByRole('button', { name: '3 duties owed' }))
    expect(screen.getByText('1 late, 1 today, 1 soon')).toBeVisible()
    expect(screen.getByRole('link', { name: 'EAS-2526-0007' })).toHaveAttribute('href', '/contacts/EAS-2526-0007')
    await expectNoViolations()
  })

  it('says what can be typed where a name was, and asks nothing', async () => {
    const { user } = await open()
    await user.type(screen.getByLabelText('Reference, then Enter'), 'Mrs Smith{Enter}')
    expect(screen.getByText(/Names are found by Search/)).toBeVisible()
    expect(screen.getByRole('table', { name: /Cases, by the next date owed/ })).toBeVisible()
  })

  it('says of a reference that is not among the open ones where else to look', async () => {
    const { user } = await open()
    server.on('GET /api/cases/v1/cases', () => ({ items: [], next_cursor: null }))
    await user.type(screen.getByLabelText('Reference, then Enter'), 'EAS-2526-0001{Enter}')
    expect(await screen.findByText(/No case in this view has “EAS-2526-0001”/)).toBeVisible()
    expect(screen.getByRole('link', { name: /closed ones too/ })).toHaveAttribute(
      'href',
      '/cases?view=all&q=EAS-2526-0001',
    )
  })

  it('asks for the view and the filters that stand in the address', async () => {
    const { user, router } = await open('/cases?view=late&team=locality')
    expect(server.asked('GET', CASES).at(-1)?.query.toString()).toContain('view=late')
    await user.selectOptions(screen.getByLabelText('Kind of case'), 'Statutory complaint')
    await waitFor(() => expect(router.state.location.search).toContain('classification=statutory_complaint'))
    expect(router.state.location.search).toContain('team=locality')
    await user.click(screen.getByRole('button', { name: 'Clear them' }))
    await waitFor(() => expect(router.state.location.search).toBe('?view=late'))
  })

  it('moves with J and K, not while typing, and not when switched off', async () => {
    const { user } = await open()
    await user.keyboard('j')
    expect(links()[0]).toHaveFocus()
    await user.keyboard('jk')
    expect(links()[0]).toHaveFocus()
    await user.keyboard('jj')
    expect(links()[2]).toHaveFocus()
    await user.keyboard('j')
    expect(links()[2]).toHaveFocus()

    const field = screen.getByLabelText('Reference, then Enter')
    await user.type(field, 'jk')
    expect(field).toHaveValue('jk')
    expect(field).toHaveFocus()

    const off = screen.getByRole('button', { name: 'Switch one-letter keys off' })
    await user.click(off)
    await user.keyboard('j')
    expect(links().some((link) => link === document.activeElement)).toBe(false)
    expect(localStorage.getItem('redress.character-keys')).toBe('off')
  })

  it('goes on with J and K where one looks, after one scrolled away from the case in focus', async () => {
    const { user } = await open()
    await user.keyboard('j')
    const at = (top: number) => () => ({ top, bottom: top + 20 }) as DOMRect
    const [above, here, below] = links() as [HTMLElement, HTMLElement, HTMLElement]
    above.getBoundingClientRect = at(-900)
    here.getBoundingClientRect = at(10)
    below.getBoundingClientRect = at(9_000)
    await user.keyboard('j')
    expect(here).toHaveFocus()
    above.focus()
    await user.keyboard('k')
    expect(here).toHaveFocus()
  })

  it('opens the case in focus with Enter', async () => {
    const { user, router } = await open()
    await user.keyboard('jjj{Enter}')
    await waitFor(() => expect(router.state.location.pathname).toBe('/cases/EAS-2526-0398'))
  })

  it('goes on through the list from a case, by keys and by links, and back to where it was', async () => {
    const { user, router } = await open('/cases?view=late&team=locality')
    await user.keyboard('jj{Enter}')
    await waitFor(() => expect(router.state.location.pathname).toBe('/cases/EAS-2526-0410'))
    expect(await screen.findByRole('link', { name: /^Next case/ })).toHaveAttribute('href', '/cases/EAS-2526-0398')
    await user.keyboard('j')
    await waitFor(() => expect(router.state.location.pathname).toBe('/cases/EAS-2526-0398'))
    await waitFor(() => expect(screen.queryByRole('link', { name: /^Next case/ })).not.toBeInTheDocument())
    await user.click(screen.getByRole('link', { name: /^Previous case/ }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/cases/EAS-2526-0410'))
    const back = await screen.findByRole('link', { name: 'Back to the work queue' })
    expect(back).toHaveAttribute('href', '/cases?view=late&team=locality')
  })

  it('keeps what is shown under a name, and leads to it again', async () => {
    const saved = { id: '0'.repeat(32), name: 'Ours, late', team: null, may_change: true }
    const query = { view: 'late', sort: 'due', team: 'locality', owner: null, classification: null, stage: null, q: null }
    server.on(`POST ${SAVED}`, () => ({ ...saved, query }))
    const { user } = await open('/cases?view=late&team=locality')
    await user.click(screen.getByRole('button', { name: 'Save this view' }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByLabelText('Its name')).toBeInvalid()
    await user.type(screen.getByLabelText('Its name'), 'Ours, late')
    await expectNoViolations()
    server.on(`GET ${SAVED}`, () => ({ items: [{ ...saved, query }] }))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    const link = await screen.findByRole('link', { name: 'Ours, late' })
    expect(link).toHaveAttribute('href', '/cases?view=late&team=locality')
    expect(link).toHaveAttribute('aria-current', 'page')
    expect(server.asked('POST', SAVED)[0]?.body).toEqual({
      name: 'Ours, late',
      team: null,
      query: { view: 'late', sort: 'due', team: 'locality' },
    })
    expect(screen.getByRole('button', { name: 'Remove “Ours, late”' })).toBeVisible()
  })

  it('never moves rows by itself: it says how many changed, and shows them when asked', async () => {
    const live = liveStream(server)
    const { user } = await open()
    const before = links().map((link) => link.dataset.case)
    server.on(`GET ${CASES}`, () => ({
      items: [summary({ ref: 'EAS-2526-0412' }), ...QUEUE.slice(1)],
      next_cursor: null,
    }))
    live.changed()
    expect(await screen.findByText(/2 cases changed since you opened this/)).toBeVisible()
    expect(links().map((link) => link.dataset.case)).toEqual(before)
    await user.click(screen.getByRole('button', { name: 'Show the changes' }))
    expect(links().map((link) => link.dataset.case)).toContain('EAS-2526-0412')
    expect(screen.queryByText(/changed since you opened this/)).not.toBeInTheDocument()
  })

  it('shows more from where it ended', async () => {
    server.on(`GET ${CASES}`, ({ query }) =>
      query.get('cursor') === 'next'
        ? { items: [summary({ ref: 'EAS-2526-0500' })], next_cursor: null }
        : { items: QUEUE, next_cursor: 'next' },
    )
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: 'Show more' }))
    await waitFor(() => expect(links().map((link) => link.dataset.case)).toContain('EAS-2526-0500'))
    expect(screen.getByText('Showing 4.')).toBeVisible()
  })

  it('gives the selected cases to somebody whose load is shown, and keeps what was refused selected', async () => {
    const because = 'EAS-2526-0398 stands at version 2; you read version 1.'
    server.on(`POST ${CASES}/bulk/allocation`, ({ body }) => ({
      done: 2,
      items: (body as BulkAllocation).cases.map(({ ref }) =>
        ref === 'EAS-2526-0398' ? { ref, result: 'stale', because, version: null } : { ref, result: 'done', version: 2 },
      ),
    }))
    const { user } = await open()
    await user.keyboard('jx')
    expect(screen.getByText('1 case selected')).toBeInTheDocument()
    const last = screen.getAllByRole('checkbox', { name: /^Select EAS/ }).at(-1)
    await user.keyboard('{Shift>}')
    if (last) await user.click(last)
    await user.keyboard('{/Shift}')
    const bar = screen.getByRole('region', { name: 'Selected cases' })
    expect(bar).toHaveTextContent('3 selected')
    await user.keyboard('a')
    await user.selectOptions(screen.getByLabelText('Allocate to'), within(bar).getByRole('option', { name: /^S B \(9 open, / }))
    await expectNoViolations()
    await user.click(within(bar).getByRole('button', { name: 'Allocate 3' }))
    expect(await screen.findByText(/2 cases given to S B. 1 case stayed as it was/)).toBeVisible()
    expect(screen.getByText(new RegExp(because))).toBeVisible()
    const [sent] = server.asked('POST', `${CASES}/bulk/allocation`)
    expect(sent?.body).toMatchObject({ owner: 'officer-sb', cases: [{ version: 1 }, {}, {}] })
    expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/)
    await waitFor(() => expect(screen.getByText('1 selected')).toBeVisible())
  })

  it('keeps a note for several cases until it is sent', async () => {
    server.on(`POST ${CASES}/bulk/notes`, () => Promise.reject(new TypeError('line down')))
    const { user } = await open()
    await user.keyboard('jx')
    await user.click(screen.getByRole('button', { name: 'Add a note' }))
    await user.type(screen.getByLabelText('Note'), 'Ask the provider')
    await user.click(screen.getByRole('button', { name: 'Add to 1' }))
    expect(await screen.findByText('You are not connected.')).toBeVisible()
    cleanup()
    const again = await open()
    await again.user.keyboard('jx')
    expect(screen.getByLabelText('Note')).toHaveValue('Ask the provider')
    await expectNoViolations()
  })

  it('closes by Escape what several cases get, keeps what was typed, and goes back to what opened it', async () => {
    const { user } = await open()
    await user.keyboard('jx')
    await user.click(screen.getByRole('button', { name: 'Add a note' }))
    await user.type(screen.getByLabelText('Note'), 'Ask the provider')
    await user.keyboard('{Escape}')
    expect(screen.queryByLabelText('Note')).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Add a note' })).toHaveFocus()
    expect(screen.getByText('1 selected')).toBeVisible()
    await user.keyboard('{Enter}')
    expect(screen.getByLabelText('Note')).toHaveValue('Ask the provider')
  })

  it('says why a case comes first where what presses most is asked for, and takes it as a file', async () => {
    server.on(`GET ${CASES}`, () => ({
      items: QUEUE.map((held) => ({ ...held, why: ['Somebody may be at risk', 'Nobody has it'] })),
      next_cursor: null,
    }))
    const { user, router } = await open()
    expect(screen.queryByText('Why first:')).not.toBeInTheDocument()
    await user.selectOptions(screen.getByLabelText('Sorted by'), 'What presses most')
    expect(await screen.findByRole('table', { name: 'Cases, what presses most first' })).toBeVisible()
    expect(router.state.location.search).toBe('?view=open&sort=score')
    expect(screen.getAllByText(/Somebody may be at risk; Nobody has it/)).toHaveLength(3)
    expect(screen.getAllByText('Us')).toHaveLength(3)
    expect(screen.getAllByText('since 9 March')).toHaveLength(3)
    await expectNoViolations()
    const address = vi.fn(() => 'blob:file')
    URL.createObjectURL = address
    URL.revokeObjectURL = () => undefined
    server.on(`GET ${CASES}/export`, () => ({}))
    await user.click(screen.getByRole('button', { name: 'Export as CSV' }))
    await waitFor(() => expect(address).toHaveBeenCalled())
    expect(server.asked('GET', `${CASES}/export`)[0]?.query.get('sort')).toBe('score')
  })

  it('keeps few rows of a long list in the page, each with its place', async () => {
    const many = Array.from({ length: 300 }, (_, index) => summary({ ref: `EAS-2526-${1000 + index}` }))
    server.on(`GET ${CASES}`, ({ query }) =>
      query.get('cursor') === 'next'
        ? { items: [summary({ ref: 'EAS-2526-0500' })], next_cursor: null }
        : { items: [...QUEUE, ...many], next_cursor: 'next' },
    )
    server.on(`GET ${CASES}/counts`, () => ({ open: 2790, follow_up_late: 0, restricted: 0 }))
    // jsdom measures nothing.
    const height = vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(66)
    const { user } = await open()
    height.mockRestore()
    const table = screen.getByRole('table', { name: /Cases, by/ })
    expect(table).toHaveAttribute('aria-rowcount', '-1')
    expect(links().length).toBeLessThan(100)
    expect(await screen.findByText(/Showing 303 of 2,790/)).toBeVisible()
    // Of dates that are close, more may come.
    expect(within(table).getByText(/^Due in the next/)).toHaveTextContent(/days$/)
    await user.click(screen.getByRole('button', { name: 'Show more' }))
    await waitFor(() => expect(table).toHaveAttribute('aria-rowcount', String(304 + 3 + 1)))
    expect(links()[0]?.closest('tr')).toHaveAttribute('aria-rowindex', '3')
  })

  it('says what an empty view means', async () => {
    server.on(`GET ${CASES}`, () => ({ items: [], next_cursor: null }))
    await openPage('/cases?view=late', 'complaints_officer')
    expect(await screen.findByRole('heading', { name: 'Nothing is late' })).toBeVisible()
    await expectNoViolations()
  })
})
