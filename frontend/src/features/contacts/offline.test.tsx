import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { CONTACT, NOW, RETENTION } from '../../testing/fixtures'
import { openPage } from '../../testing/render'
import { json, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const AT = `/api/intake/v1/contacts/${CONTACT.ref}`
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

it('what is typed about a contact while the line is down is sent once it is back, with the same key', async () => {
  server.on(`POST ${AT}/legal-holds`, () => Promise.reject(new TypeError('line down')))
  const user = userEvent.setup()
  await openPage(`/contacts/${CONTACT.ref}`, 'manager')
  await user.click(await screen.findByRole('button', { name: 'Put it on legal hold' }))
  await user.type(screen.getByLabelText('Why it is kept'), 'A claim was made')
  await user.click(screen.getByRole('button', { name: 'Keep it' }))
  expect(await screen.findByText('You are not connected.')).toBeVisible()
  expect(screen.queryByText('It is not saved')).toBeNull()
  server.on(`POST ${AT}/legal-holds`, () => json({}, 201))
  act(() => window.dispatchEvent(new Event('online')))
  expect(await screen.findByRole('button', { name: 'Put it on legal hold' })).toBeVisible()
  const [lost, sent, more] = server.asked('POST', `${AT}/legal-holds`)
  expect(sent?.body).toEqual({ reason: 'A claim was made' })
  expect(sent?.headers.get('Idempotency-Key')).toBe(lost?.headers.get('Idempotency-Key'))
  expect(more).toBeUndefined()
})

it('a reason that a legal hold ends with is there again after a reload', async () => {
  const hold = { number: 3, reason: 'A claim', by: 'M M', at: '2026-03-20T10:00:00Z', ended_at: null }
  server.on(`GET ${AT}/retention`, () => ({ ...RETENTION, holds: [hold] }))
  const user = userEvent.setup()
  await openPage(`/contacts/${CONTACT.ref}`, 'manager')
  await user.click(await screen.findByRole('button', { name: 'End this hold' }))
  await user.type(screen.getByLabelText('Why nothing keeps it any longer'), 'It was settled')
  cleanup()
  await openPage(`/contacts/${CONTACT.ref}`, 'manager')
  expect(await screen.findByLabelText('Why nothing keeps it any longer')).toHaveValue('It was settled')
})
