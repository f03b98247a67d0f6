import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ContactRead } from '../../../api'
import { CONTACT, NOW } from '../../../testing/fixtures'
import { expectNoViolations, openPage } from '../../../testing/render'
import { problem, startServer } from '../../../testing/server'
import type { StubServer } from '../../../testing/server'
import { draftOf, toPeople } from './draft'

const PATH = `/api/intake/v1/contacts/${CONTACT.ref}`
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

async function open(change: Partial<ContactRead> = {}, query = '?people') {
  server.on(`GET ${PATH}`, () => ({ ...CONTACT, ...change }))
  const user = userEvent.setup()
  await openPage(`/contacts/${CONTACT.ref}${query}`, 'complaints_officer')
  await screen.findByRole('heading', { name: 'Who and what' })
  return user
}

async function fill(user: ReturnType<typeof userEvent.setup>, label: string, text: string) {
  await user.clear(screen.getByLabelText(label))
  await user.type(screen.getByLabelText(label), text)
}

const save = () => screen.getByRole('button', { name: 'Save the people' })

describe('the people of a contact', () => {
  it('takes a right to speak with what was seen of it and until when it holds', async () => {
    server.on(`PUT ${PATH}/people`, () => CONTACT)
    const user = await open()
    await user.click(screen.getByLabelText('The complainant'))
    await user.selectOptions(screen.getByLabelText('By what right'), 'deputy')
    await fill(user, 'What was seen of it', 'Sealed order')
    await user.click(save())
    expect(screen.getAllByText('Say both what was seen and when, or neither')).not.toHaveLength(0)
    await fill(user, 'Seen on', '20 March 2026')
    await fill(user, 'Holds until, if it ends', '1 June 2027')
    await user.click(screen.getByLabelText('Yes, and they do not'))
    await expectNoViolations()
    await user.click(save())
    await waitFor(() => expect(screen.getByText('What is known of the people was saved.')).toBeVisible())
    const [heard] = server.asked('PUT', `${PATH}/people`)
    expect(heard?.headers.get('If-Match')).toBe('"1"')
    expect(heard?.body).toMatchObject({
      complainant: { name: CONTACT.complainant?.name, role: 'relative' },
      representative: {
        same_as_complainant: true,
        authority: { kind: 'deputy', evidence: 'Sealed order', seen_on: '2026-03-20', expires_on: '2027-06-01' },
      },
      advocacy: { offered: true, taken_up: false },
    })
  })

  it('offers the council’s bands and leaves every answer open', async () => {
    server.on(`PUT ${PATH}/people`, () => CONTACT)
    const user = await open()
    await user.click(screen.getByText('About the person, for equality'))
    await user.selectOptions(screen.getByLabelText('Ethnic group'), 'Prefers not to say')
    await user.selectOptions(screen.getByLabelText('Gender'), 'Female')
    expect(screen.queryByLabelText('Known to children’s services as')).not.toBeInTheDocument()
    await user.click(save())
    await waitFor(() => expect(server.asked('PUT', `${PATH}/people`)).toHaveLength(1))
    expect(server.asked('PUT', `${PATH}/people`)[0]?.body).toMatchObject({
      person: { demographics: { ethnicity: 'prefer_not_to_say', gender: 'female', disability: null } },
    })
  })

  it('keeps what was typed where the server refuses it', async () => {
    server.on(`PUT ${PATH}/people`, () =>
      problem(422, 'Some fields are wrong', [{ pointer: '/complainant/phone', detail: 'Not a number' }]),
    )
    const user = await open()
    await fill(user, 'Phone', 'call me')
    await user.click(save())
    expect(await screen.findByRole('link', { name: 'Not a number' })).toBeVisible()
    expect(screen.getByLabelText('Phone')).toHaveValue('call me')
  })

  it('shows a contact plan above all, and says when its review was due', async () => {
    const plan = { limits: 'One call a week', review_on: '2026-03-01', taken_from: 'EAS-2526-0001' }
    await open({ complainant: { ...CONTACT.complainant, contact_plan: plan } }, '')
    expect(screen.getByRole('note', { name: 'Contact plan' })).toHaveTextContent(
      'Contact plan: One call a week' +
        'It was to be looked at again on 1 March 2026: it may not go on without that. From EAS-2526-0001.',
    )
  })

  it('says what it would be now, and leaves it to an officer', async () => {
    const suggests = 'Statutory complaint: They do not act in the best interests.'
    await open({ assessment: { ...CONTACT.assessment, now_suggests: suggests } }, '')
    expect(screen.getByText(/With what is known now it would be/)).toHaveTextContent(suggests)
  })
})

it('sends back what it has no field for', () => {
  const held: ContactRead = {
    ...CONTACT,
    complainant: { ...CONTACT.complainant, own_grievance: true },
    person: { ...CONTACT.person, best_interests: true },
  }
  const sent = toPeople(draftOf(held), held, '2026-03-24')
  expect(sent.complainant).toMatchObject({ own_grievance: true })
  expect(sent.person).toMatchObject({ best_interests: true, name: CONTACT.person?.name })
})
