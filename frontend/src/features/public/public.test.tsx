import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import type { PublicContact } from '../../api'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const PATH = '/api/intake/v1/public/eastmere'
const FORM = {
  council: 'Eastmere City Council',
  phone: '01632 960 200',
  safeguarding_phone: '01632 960 201',
  hours: 'Monday to Friday, 9am to 5pm',
  email: 'complaints@eastmere.example',
  address: [],
  most_characters: 19_000,
}
const RECEIPT = { ref: 'EAS-2526-0412', received_on: '2026-03-24' }
let server: StubServer

beforeEach(() => {
  server = startServer()
    .on(`GET ${PATH}`, () => FORM)
    .on(`POST ${PATH}/contacts`, () => json(RECEIPT, 201))
    .on(`GET ${PATH}/link`, () => ({ ...RECEIPT, may_prove: false, standing: null, hears: null }))
})

const typed = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const sends = () => server.asked('POST', `${PATH}/contacts`)

async function filled() {
  const user = userEvent.setup()
  await openPage('/tell-us/eastmere')
  await user.click(await screen.findByLabelText('Something went wrong, and I want to complain'))
  await user.click(screen.getByLabelText('Mine'))
  typed('What happened?', 'Nobody came on Monday.')
  return user
}

it('what is missing is named, what happens next is said, and the secret of the link goes in no address', async () => {
  const user = userEvent.setup()
  await openPage('/tell-us/eastmere')
  await user.click(await screen.findByRole('button', { name: 'Send it to Eastmere City Council' }))
  const summary = screen.getByRole('alert')
  expect(within(summary).getAllByRole('link').map((link) => link.textContent)).toEqual([
    'Choose what you want to tell us',
    'Say whose care it is about',
    'Write what happened',
  ])
  await expectNoViolations()
  await user.click(screen.getByLabelText('Something went wrong, and I want to complain'))
  expect(screen.getByText(/Complaining never makes your care worse/)).toBeVisible()
  await user.click(screen.getByLabelText('Somebody else’s'))
  typed('What happened?', 'Nobody came on Monday.')
  typed('Phone (optional)', '01632 960 111')
  await user.click(screen.getByRole('button', { name: 'Send it to Eastmere City Council' }))
  expect(await screen.findByText('EAS-2526-0412')).toBeVisible()
  const [sent] = sends()
  expect(sent?.body).toMatchObject({ concern: 'complaint', about_me: false, phone: '01632 960 111' })
  const secret = sent?.headers.get('Redress-Link')
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(screen.getByRole('link', { name: /tell|\/c\/eastmere#/ })).toHaveAttribute('href', `/c/eastmere#${secret}`)
  expect(screen.getByText('Nobody came on Monday.')).toBeVisible()
  await expectNoViolations()
})

it('whoever gives no way to be reached is asked once, with a way back', async () => {
  const user = await filled()
  await user.click(screen.getByRole('button', { name: 'Send it to Eastmere City Council' }))
  expect(screen.getByRole('heading', { name: 'We cannot reply to you. Is that what you want?' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Go back and say how to reach me' }))
  expect(screen.getByLabelText('Phone (optional)')).toHaveFocus()
  expect(sends()).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Send it to Eastmere City Council' }))
  await user.click(screen.getByRole('button', { name: 'Yes, send it without a way to reply' }))
  expect(await screen.findByText('EAS-2526-0412')).toBeVisible()
  expect((sends()[0]?.body as PublicContact).no_reply_is_fine).toBe(true)
})

it('whom to phone is said as soon as somebody may come to harm', async () => {
  const user = await filled()
  await user.click(screen.getByLabelText('I am not sure'))
  expect(screen.getByText('If somebody is in danger now, phone 999.')).toBeVisible()
  expect(screen.getByText('01632 960 201')).toBeVisible()
})

it('what the server refuses stands at its field; what was typed stays, and is sent once', async () => {
  const user = await filled()
  typed('E-mail (optional)', 'amira@example')
  server.on(`POST ${PATH}/contacts`, () =>
    problem(422, 'Some fields are wrong.', [{ pointer: '/email', detail: 'This is no e-mail address' }]),
  )
  const send = screen.getByRole('button', { name: 'Send it to Eastmere City Council' })
  await user.click(send)
  expect(await screen.findByRole('link', { name: 'This is no e-mail address' })).toBeVisible()
  expect(screen.getByLabelText('What happened?')).toHaveValue('Nobody came on Monday.')
  typed('E-mail (optional)', 'amira@example.org')
  server.on(`POST ${PATH}/contacts`, () => Promise.reject(new TypeError('line down')))
  await user.click(send)
  expect(await screen.findByText('You are not connected.')).toBeVisible()
  server.on(`POST ${PATH}/contacts`, () => json(RECEIPT, 201))
  await user.click(send)
  expect(await screen.findByText('EAS-2526-0412')).toBeVisible()
  const [, lost, again] = sends()
  expect(again?.headers.get('Idempotency-Key')).toBe(lost?.headers.get('Idempotency-Key'))
  expect(new Set(sends().map((one) => one.headers.get('Redress-Link'))).size).toBe(1)
})

it('a link opens the receipt, and leaves the address bar', async () => {
  const { router } = await openPage('/c/eastmere#the-secret')
  expect(await screen.findByText('EAS-2526-0412')).toBeVisible()
  expect(router.state.location).toMatchObject({ pathname: '/c/eastmere', hash: '' })
  expect(server.asked('GET', `${PATH}/link`)[0]?.headers.get('Redress-Link')).toBe('the-secret')
  await expectNoViolations()
})

it.each([
  ['/tell-us/eastmere', `GET ${PATH}`, 'There is no form here'],
  ['/c/eastmere#another', `GET ${PATH}/link`, 'This link opens nothing'],
])('what is not there says so: %s', async (page, route, heading) => {
  server.on(route, () => problem(404, 'There is nothing at this address.'))
  await openPage(page)
  expect(await screen.findByRole('heading', { name: heading })).toBeVisible()
})

it('words, a file and an address are added by the link; a file that is not kept says why', async () => {
  server
    .on(`POST ${PATH}/link/additions`, () => json({ added_on: '2026-03-25' }, 201))
    .on(`POST ${PATH}/link/files`, ({ headers }) =>
      headers.get('Redress-File-Name') === 'diary.pdf' ? json({ added_on: '2026-03-25' }, 201) : problem(422, 'No program.'),
    )
  const user = userEvent.setup()
  await openPage('/c/eastmere#the-secret')
  await user.click(await screen.findByRole('button', { name: 'Add it' }))
  expect(screen.getByRole('link', { name: 'Write something, or choose a file' })).toBeVisible()
  typed('What do you want to add?', 'He came on Friday.')
  await user.upload(screen.getByLabelText('Letters, photos or recordings (optional)'), [
    new File(['%PDF'], 'diary.pdf'),
    new File(['MZ'], 'game.exe'),
  ])
  await user.click(screen.getByRole('button', { name: 'Add it' }))
  expect(await screen.findByText(/We have had what you added since 25 March 2026/)).toBeVisible()
  expect(await screen.findByText('game.exe: No program.')).toBeVisible()
  expect(server.asked('POST', `${PATH}/link/additions`)[0]?.body).toEqual({ text: 'He came on Friday.', email: null })
  expect(server.asked('POST', `${PATH}/link/files`)).toHaveLength(2)
  await expectNoViolations()
})

it('a code from the mailbox shows where it stands; a wrong one says what to do, and the proof is in no address', async () => {
  server
    .on(`GET ${PATH}/link`, ({ headers }) => ({
      ...RECEIPT,
      may_prove: true,
      standing: headers.get('Redress-Proof') ? 'looked_into' : null,
      hears: headers.get('Redress-Proof') ? { what: 'answer', by: '2026-04-20' } : null,
    }))
    .on(`POST ${PATH}/link/code`, () => ({ minutes: 15 }))
    .on(`POST ${PATH}/link/proof`, ({ body }) =>
      (body as { code: string }).code === '123456' ? new Response(null, { status: 204 }) : problem(404, 'Check the code.'),
    )
  const user = userEvent.setup()
  await openPage('/c/eastmere#the-secret')
  await user.click(await screen.findByRole('button', { name: 'Send me a code' }))
  const field = await screen.findByLabelText('The code')
  await user.type(field, '000000')
  await user.click(screen.getByRole('button', { name: 'Show where it stands' }))
  expect(await screen.findByRole('link', { name: 'Check the code.' })).toBeVisible()
  await expectNoViolations()
  await user.clear(field)
  await user.type(field, '123 456')
  await user.click(screen.getByRole('button', { name: 'Show where it stands' }))
  expect(await screen.findByText('It is being looked into.')).toBeVisible()
  expect(screen.getByText('20 April 2026')).toBeVisible()
  expect(screen.getByText('EAS-2526-0412')).toBeVisible()
  const proof = server.asked('POST', `${PATH}/link/proof`)[1]?.headers.get('Redress-Proof')
  expect(proof).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(server.heard.some(({ path, query }) => `${path}${query}`.includes(String(proof)))).toBe(false)
})

it('a day that was not kept is called late', async () => {
  server.on(`GET ${PATH}/link`, () => ({
    ...RECEIPT,
    may_prove: true,
    standing: 'looked_into',
    hears: { what: 'answer', by: '2026-01-05' },
  }))
  await openPage('/c/eastmere#the-secret')
  expect(await screen.findByText(/We are late, and are sorry/)).toHaveTextContent('from us by 5 January 2026')
})

it('where no code can be sent, the page says whom to phone', async () => {
  server
    .on(`GET ${PATH}/link`, () => ({ ...RECEIPT, may_prove: true, standing: null, hears: null }))
    .on(`POST ${PATH}/link/code`, () => problem(503, 'We cannot send e-mails at the moment. Phone 01632 960 200.'))
  const user = userEvent.setup()
  await openPage('/c/eastmere#the-secret')
  await user.click(await screen.findByRole('button', { name: 'Send me a code' }))
  expect(await screen.findByText('We cannot send e-mails at the moment. Phone 01632 960 200.')).toBeVisible()
})
