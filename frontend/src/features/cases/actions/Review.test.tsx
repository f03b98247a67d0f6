import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CASE_PATH, FIRST_STAGE, fill, openCase, press, sent } from '../../../testing/casePage'
import { CASE, NOW } from '../../../testing/fixtures'
import { startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

describe('who signs the answer', () => {
  const review = {
    level: 'Director',
    put_up_by: { subject: 'officer-2', name: 'Officer Two' },
    put_up_on: '2026-03-20',
    signed_by: null,
    signed_on: null,
    stands: true,
  }
  const stages = [{ ...FIRST_STAGE, review }]

  it('is asked, and told what follows from it', async () => {
    server.on(`POST ${CASE_PATH}/review`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, {
      actions: ['put_up', 'note'],
      primary_action: 'put_up',
      sign_off: { level: 'Director', is_demanded: true, second_person: true, source: 'local' },
    })
    await press(user, 'Put the answer up for review')
    expect(screen.getByText(/Whoever prepared it cannot sign it/)).toHaveTextContent('signed off by: Director')
    await user.click(screen.getByRole('button', { name: 'Put it up for review' }))
    expect(await sent(server, 'POST', '/review', 'Put it up for review')).toEqual({ put_up_on: '2026-03-24' })
  })

  it('signs it, or sends it back and says what is to be changed', async () => {
    server.on(`POST ${CASE_PATH}/sent-back`, () => ({ ...CASE, version: 5 }))
    const user = await openCase(server, { actions: ['sign', 'send_back'], primary_action: 'sign', stages })
    await press(user, 'Send the answer back')
    expect(screen.getByText(/Officer Two put it up/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Send it back' }))
    expect(screen.getByRole('link', { name: 'Say what is to be changed' })).toBeVisible()
    await fill(user, 'What is to be changed', 'Say what was learned.')
    await user.click(screen.getByRole('button', { name: 'Send it back' }))
    expect(await sent(server, 'POST', '/sent-back', 'Send it back')).toEqual({
      sent_back_on: '2026-03-24',
      because: 'Say what was learned.',
    })
  })

  it('is said in the answer, and asked no more', async () => {
    const signed = { ...review, signed_by: { subject: 'officer-3', name: 'Officer Three' }, signed_on: '2026-03-23' }
    const user = await openCase(server, { actions: ['respond'], primary_action: 'respond', stages: [{ ...FIRST_STAGE, review: signed }] })
    await press(user, 'Record the answer')
    expect(screen.getByText(/Signed off by:/)).toHaveTextContent('Director (Officer Three)')
    expect(screen.queryByLabelText('Signed off by')).not.toBeInTheDocument()
  })
})
