import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ReadRead } from '../../api'
import { NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const READS = '/api/intake/v1/reads'
const LOOKED: ReadRead = {
  sequence: 2,
  at: '2026-03-24T09:12:00Z',
  subject: 'auditor-1',
  name: 'A B',
  roles: ['auditor'],
  client: null,
  what: 'contact',
  ref: 'EAS-2526-0398',
  shown: 0,
  about: null,
  why: 'A complaint about the record',
}
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
  for (const service of ['intake', 'cases', 'analytics']) {
    server
      .on(`GET /api/${service}/v1/reads`, () => ({ items: [], next_cursor: null }))
      .on(`GET /api/${service}/v1/reads/readers`, () => ({ items: [{ subject: 'auditor-1', name: 'A B' }] }))
  }
  server.on(`GET ${READS}`, () => ({ items: [LOOKED], next_cursor: null }))
})

describe('who looked at what', () => {
  it('says it in a sentence, with the reason for which a mask was lifted', async () => {
    await openPage('/reads', 'auditor')
    const day = await screen.findByRole('region', { name: 'Tuesday 24 March 2026' })
    expect(within(day).getByRole('listitem')).toHaveTextContent(
      '09:12A B looked at contact EAS-2526-0398 with names shown, because “A complaint about the record”Auditor',
    )
    expect(screen.getByRole('link', { name: 'EAS-2526-0398' })).toHaveAttribute('href', '/contacts/EAS-2526-0398')
    await expectNoViolations()
  })

  it('asks by person, kind, days and what was searched for, which is nowhere in the address', async () => {
    server.on('POST /api/intake/v1/contacts/search/mark', () => ({ about: 'words 0123456789abcdef' }))
    const user = userEvent.setup()
    const { router } = await openPage('/reads', 'auditor')
    await user.selectOptions(await screen.findByLabelText('Who'), await screen.findByRole('option', { name: 'A B' }))
    await user.selectOptions(screen.getByLabelText('What'), 'Searched contacts')
    await user.type(screen.getByLabelText('Searched for'), 'A Caller')
    await user.type(screen.getByLabelText('From'), '1 March')
    await user.type(screen.getByLabelText('Reference'), 'x')
    await user.click(screen.getByRole('button', { name: 'Show' }))
    expect(screen.getByText('A reference looks like EAS-2526-0398')).toBeVisible()
    await user.clear(screen.getByLabelText('Reference'))
    await user.click(screen.getByRole('button', { name: 'Show' }))
    await vi.waitFor(() => expect(router.state.location.search).not.toBe(''))
    expect(router.state.location.search).toBe(
      '?who=auditor-1&what=search&about=words+0123456789abcdef&from=2026-03-01',
    )
    await vi.waitFor(() => expect(server.asked('GET', READS).at(-1)?.query.get('from')).toBe('2026-03-01'))
    expect(server.asked('GET', READS).at(-1)?.query.get('about')).toBe('words 0123456789abcdef')
  })
})
