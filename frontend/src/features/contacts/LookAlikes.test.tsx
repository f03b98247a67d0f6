import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ContactRead, LinkRead } from '../../api'
import { ALIKE, CONTACT, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'
import { EMPTY, toCompare, toFacts } from './draft'
import type { Draft } from './draft'

const CONTACTS = '/api/intake/v1/contacts'
const FIND = `${CONTACTS}/lookalikes`
const [OPEN, CLOSED] = ALIKE as [(typeof ALIKE)[0], (typeof ALIKE)[0]]

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer().on(`POST ${FIND}`, () => ({ items: ALIKE }))
})

function type(label: string, value: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
}

async function fillCall() {
  const user = userEvent.setup()
  await openPage('/contacts/new', 'contact_centre')
  await screen.findByRole('heading', { level: 1, name: 'Record a contact' })
  type('In the caller’s own words', 'Nobody has come for nine weeks about the bath lift.')
  fireEvent.change(document.querySelector('#caller-name') as HTMLInputElement, { target: { value: 'Mr J K' } })
  return user
}

const section = async (name: RegExp) =>
  (await screen.findByRole('heading', { name })).closest('section') as HTMLElement

describe('while a contact is recorded', () => {
  it('does not call an enquiry what nobody has decided yet', async () => {
    server.on(`POST ${FIND}`, () => ({ items: [{ ...OPEN, classification: 'enquiry', undecided: true }] }))
    await fillCall()
    expect(await section(/^Probably the same/)).toHaveTextContent('Not decided yet, open')
  })

  it('shows what looks alike, with how it stands and why, and what is probably the same first', async () => {
    await fillCall()
    const probable = await section(/^Probably the same/)
    expect(probable).toHaveTextContent('Statutory complaint, open')
    expect(probable).toHaveTextContent('Rails that were promised in January')
    expect(probable).toHaveTextContent(
      'Received 13 March 2026. Same person: Mrs A K, born 4 February 1938. The same service.',
    )
    const link = within(probable).getByRole('link', { name: /^EAS-2526-0404/ })
    expect(link).toHaveAttribute('href', '/contacts/EAS-2526-0404')
    expect(link).toHaveAttribute('target', '_blank')
    const possible = await section(/^Could be the same 1 found/)
    expect(possible).toHaveTextContent('Enquiry, closed')
    expect(possible).toHaveTextContent('The same phone number. About another person: Mr B K.')
    const panel = screen.getByRole('complementary', { name: 'What this is so far' })
    expect(panel.firstElementChild).toBe(probable)
    expect(panel.lastElementChild).toBe(possible)
    expect(screen.getByTestId('found')).toHaveTextContent(/^2 earlier contacts could be the same\. EAS-2526-0404\./)
    await expectNoViolations()
  })

  it('asks again only when something that is compared has changed', async () => {
    const user = await fillCall()
    await section(/^Probably the same/)
    const before = server.asked('POST', FIND).length
    type('What would put it right?', 'A date for the visit')
    await user.click(screen.getByRole('radio', { name: 'Unhappy about something' }))
    await screen.findByRole('heading', { name: 'Statutory complaint' })
    expect(server.asked('POST', FIND)).toHaveLength(before)
    type('Phone', '01632 960 142')
    await waitFor(() => expect(server.asked('POST', FIND)).toHaveLength(before + 1))
    expect(server.asked('POST', FIND).at(-1)?.body).toMatchObject({
      complainant: { name: 'Mr J K', phone: '01632 960 142' },
    })
  })

  it('links what was pressed when it is saved, and what was undone not', async () => {
    const user = await fillCall()
    await user.click(await screen.findByRole('button', { name: `Link ${OPEN.ref}` }))
    await user.click(screen.getByRole('button', { name: `Link ${CLOSED.ref}` }))
    await user.click(screen.getByRole('button', { name: `Linked – undo ${CLOSED.ref}` }))
    expect(screen.getByRole('button', { name: `Link ${CLOSED.ref}` })).toHaveFocus()
    server.on(`POST ${FIND}`, () => ({ items: [CLOSED] }))
    type('In the caller’s own words', 'Something else was said.')
    await waitFor(() => expect(screen.getByTestId('found')).toHaveTextContent(/^1 earlier contact /))
    expect(screen.getByRole('button', { name: `Linked – undo ${OPEN.ref}` })).toBeVisible()
    server.on(`POST ${CONTACTS}`, ({ body }) => {
      const { links } = body as { links: string[] }
      return json({ ...CONTACT, links: links.map((ref) => ({ ...linkOf(OPEN), ref })) }, 201)
    })
    await user.click(screen.getByRole('button', { name: 'Save and give the reference' }))
    expect(await screen.findByText(`Linked to ${OPEN.ref}.`)).toBeVisible()
    expect(server.asked('POST', CONTACTS)[0]?.body).toMatchObject({ links: [OPEN.ref] })
  })

  it('does not take the contact that is being saved for an earlier one', async () => {
    server.on(`POST ${FIND}`, () => ({ items: [] }))
    const user = await fillCall()
    await waitFor(() => expect(server.asked('POST', FIND)).toHaveLength(1))
    await user.click(screen.getByRole('radio', { name: 'Unhappy about something' }))
    await screen.findByRole('heading', { name: 'Statutory complaint' })
    let store: (answer: Response) => void = () => undefined
    const stored = new Promise<Response>((resolve) => (store = resolve))
    server.on(`POST ${CONTACTS}`, () => stored).on(`POST ${FIND}`, () => ({ items: ALIKE }))
    await user.click(screen.getByRole('button', { name: 'Save and give the reference' }))
    const judged = server.asked('POST', `${CONTACTS}/preview`).length
    type('In the caller’s own words', 'Nobody has come for ten weeks about the bath lift.')
    await waitFor(() => expect(server.asked('POST', `${CONTACTS}/preview`)).toHaveLength(judged + 1))
    store(json(CONTACT, 201))
    expect(await screen.findByTestId('reference')).toHaveTextContent(CONTACT.ref)
    expect(server.asked('POST', FIND)).toHaveLength(1)
    expect(server.asked('POST', `${CONTACTS}/preview`)).toHaveLength(judged + 1)
  })

  it('goes on without when earlier contacts cannot be looked through', async () => {
    server.on(`POST ${FIND}`, () => problem(503, 'Not available'))
    await fillCall()
    await screen.findByRole('heading', { name: 'Not decided yet' })
    expect(screen.queryByRole('heading', { name: /the same/ })).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Save and give the reference' })).toBeEnabled()
  })
})

describe('what is compared', () => {
  const compared = (change: Partial<Draft>) => toCompare(toFacts({ ...EMPTY, ...change }, '2026-03-24', () => null))

  it('is nothing while nothing is known', () => {
    expect(compared({})).toBeNull()
    expect(compared({ harm: 'no', kind: 'dissatisfaction', callerPhone: '0163', callerEmail: 'jk@' })).toBeNull()
  })

  it('leaves out what is still being typed', () => {
    const facts = compared({ callerName: 'Mr J K', callerPhone: '01632 96', callerEmail: 'jk@' })
    expect(facts?.complainant).toMatchObject({ name: 'Mr J K', phone: '01632 96', email: null })
  })
})

function linkOf(item: (typeof ALIKE)[0]): LinkRead {
  const { ref, title, received_on, classification, undecided, is_open } = item
  const linked = { redirected_to: null, by: 'L M', at: '2026-03-24T10:30:00Z' }
  return { ref, title, received_on, classification, undecided, is_open, ...linked }
}

describe('the page of a recorded contact', () => {
  const PAGE = `/contacts/${CONTACT.ref}`
  const LINKS = `${CONTACTS}/${CONTACT.ref}/links`

  /** A server that keeps links, as the service does. */
  function keepLinks(): void {
    let linked: LinkRead[] = []
    const alike = () => ALIKE.filter(({ ref }) => linked.every((link) => link.ref !== ref))
    const contact = (): ContactRead => ({ ...CONTACT, links: linked })
    server
      .on(`GET ${CONTACTS}/${CONTACT.ref}`, contact)
      .on(`GET ${CONTACTS}/${CONTACT.ref}/lookalikes`, () => ({ items: alike() }))
      .on(`POST ${LINKS}`, ({ body }) => {
        const item = ALIKE.find(({ ref }) => ref === (body as { to: string }).to)
        linked = item ? [...linked, linkOf(item)] : linked
        return json({ items: linked }, 201)
      })
      .on(`DELETE ${LINKS}/${OPEN.ref}`, () => {
        linked = []
        return new Response(null, { status: 204 })
      })
  }

  it('links what looks alike by one press, and takes it back', async () => {
    keepLinks()
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    const card = await screen.findByRole('region', { name: 'Linked contacts' })
    expect(card).toHaveTextContent('No other contact is linked to this one.')
    await user.click(await within(card).findByRole('button', { name: `Link ${OPEN.ref}` }))
    expect(await within(card).findByText('Linked by L M on 24 March 2026.', { exact: false })).toBeVisible()
    const said = within(card).getByRole('status')
    expect(said).toHaveTextContent(`${OPEN.ref} is linked.`)
    expect(said).toHaveFocus()
    await expectNoViolations()
    await user.click(within(card).getByRole('button', { name: `Linked – undo ${OPEN.ref}` }))
    expect(await within(card).findByRole('button', { name: `Link ${OPEN.ref}` })).toBeVisible()
    expect(said).toHaveTextContent(`${OPEN.ref} is not linked any more.`)
  })

  it('shows who may only look no buttons', async () => {
    keepLinks()
    await openPage(PAGE, 'auditor')
    const card = await screen.findByRole('region', { name: 'Linked contacts' })
    expect(await within(card).findByText(OPEN.title ?? '')).toBeVisible()
    expect(within(card).queryByRole('button')).not.toBeInTheDocument()
  })
})
