import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { CASE, CONTACT, COUNCIL } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { problem, startServer } from '../../testing/server'

const PAGE = `/contacts/${CONTACT.ref}`
const API = `/api/intake/v1${PAGE}`

describe('letters about what has no case', () => {
  const notice = { key: 'notice.5.1', code: 'notice', row: '5', matter: 1, by: null, source: 'SI 2009/309, reg 8(2)' }
  const duties = [
    { ...notice, text: 'Tell them in writing.' },
    { ...notice, key: 'ico.5.1', code: 'ico', text: 'Tell them of the Commissioner.' },
  ]
  const letter = {
    key: 'notice.5.1',
    kind: 'notice',
    subject: 'Why we do not look into this as a complaint',
    duties: ['notice.5.1', 'ico.5.1'],
    missing: [] as string[],
  }

  function answering(...letters: (typeof letter)[]) {
    return startServer()
      .on(`GET ${API}`, () => ({ ...CONTACT, assessment: { ...CONTACT.assessment, duties } }))
      .on(`GET ${API}/letters`, () => ({ items: letters }))
  }

  it('stand beside the duty that they are for, as files to take', async () => {
    const server = answering(letter).on(
      `GET ${API}/letters/notice.5.1/docx`,
      () => new Response('file', { headers: { 'Content-Type': 'application/octet-stream' } }),
    )
    URL.createObjectURL = () => 'blob:made'
    URL.revokeObjectURL = () => undefined
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    const files = await screen.findByRole('list', { name: `Take the letter: ${letter.subject}` })
    expect(within(files).getAllByRole('button').map((button) => button.textContent)).toEqual([
      'PDF',
      'Word',
      'Web page',
      'Plain text',
    ])
    expect(screen.getByText('Send it, then mark this as done.')).toBeVisible()
    expect(screen.getByText(`The letter “${letter.subject}” tells them this too.`)).toBeVisible()
    await user.click(within(files).getByRole('button', { name: 'Word' }))
    await waitFor(() => expect(server.asked('GET', `${API}/letters/notice.5.1/docx`)).toHaveLength(1))
    await expectNoViolations()
  })

  it('say what is missing instead', async () => {
    answering({ ...letter, missing: ['No name is known. Add it to the contact.'] })
    await openPage(PAGE, 'complaints_officer')
    expect(await screen.findByText('Not ready. No name is known. Add it to the contact.')).toBeVisible()
    expect(screen.queryByRole('list', { name: /Take the letter/ })).not.toBeInTheDocument()
  })

  it('are there for what no duty asks for, too', async () => {
    answering({ ...letter, key: 'idea', kind: 'idea', subject: 'Thank you for your suggestion', duties: [] })
    await openPage(PAGE, 'complaints_officer')
    const written = await screen.findByRole('region', { name: 'We can write to them' })
    expect(written).toHaveTextContent('Letter: Thank you for your suggestion')
  })

  it('are not asked for by who does not see who it is', async () => {
    const server = answering(letter)
    await openPage(PAGE, 'auditor')
    expect(await screen.findByText('Tell them in writing.')).toBeVisible()
    expect(server.asked('GET', `${API}/letters`)).toEqual([])
  })
})

describe('one contact', () => {
  it('shows what was said, what it is and why', async () => {
    startServer().on(`GET /api/cases/v1/cases/${CONTACT.ref}/status`, () => CASE)
    await openPage(PAGE, 'contact_centre')
    expect(await screen.findByText(CONTACT.narrative ?? '')).toBeVisible()
    expect(screen.getByRole('heading', { name: 'Statutory complaint' })).toBeVisible()
    expect(screen.queryByRole('link', { name: 'Open the case' })).not.toBeInTheDocument()
    expect(await screen.findByRole('region', { name: 'Where it stands' })).toHaveTextContent('Owner')
    expect(screen.queryByRole('button', { name: 'Confirm or change what it is' })).not.toBeInTheDocument()
    await expectNoViolations()
  })

  it('tells a caller with an old reference where it stands, and nothing else', async () => {
    startServer()
      .on(`GET /api/cases/v1/cases/${CONTACT.ref}/status`, () => CASE)
      .on(`GET /api/intake/v1/contacts/${CONTACT.ref}`, () => ({
        ...CONTACT,
        title: null,
        narrative: null,
        complainant: {},
        person: null,
        withheld: ['contact'],
      }))
    await openPage(PAGE, 'contact_centre')
    expect(await screen.findByRole('note', { name: 'Not shown' })).toHaveTextContent('who contacted us')
    expect(await screen.findByRole('heading', { name: 'Where it stands' })).toBeVisible()
    expect(screen.queryByRole('heading', { name: 'Who and what' })).not.toBeInTheDocument()
    await expectNoViolations()
  })

  it('says which body received it first', async () => {
    const transferred_from = { body: 'Riverside NHS Trust', received_on: '2026-03-02' }
    startServer().on(`GET /api/intake/v1/contacts/${CONTACT.ref}`, () => ({ ...CONTACT, transferred_from }))
    await openPage(PAGE, 'contact_centre')
    expect(await screen.findByText('Riverside NHS Trust, on 2 March 2026')).toBeVisible()
  })

  it('lets an officer decide otherwise, with a reason', async () => {
    const server = startServer().on(
      `POST /api/intake/v1/contacts/${CONTACT.ref}/reclassifications`,
      () => CONTACT,
    )
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'Confirm or change what it is' }))
    await user.selectOptions(screen.getByLabelText('It is a'), 'Corporate complaint')
    await user.click(screen.getByRole('button', { name: 'Save the change' }))
    expect(await screen.findByRole('link', { name: 'Say why' })).toBeVisible()
    await user.type(screen.getByLabelText('Because'), 'About the lease.')
    await user.click(screen.getByRole('button', { name: 'Save the change' }))
    await screen.findByRole('button', { name: 'Confirm or change what it is' })
    const [sent] = server.heard.filter((one) => one.path.endsWith('reclassifications'))
    expect(sent?.body).toEqual({
      classification: 'corporate_complaint',
      procedure: null,
      refusal_reason: null,
      reason: 'About the lease.',
    })
  })

  it('is restricted by a manager while it has no case, and says why', async () => {
    const path = `/api/intake/v1/contacts/${CONTACT.ref}/restriction`
    const restriction = { people: [], managers: true, reason: 'It is about a member.', by: 'M A', at: CONTACT.recorded_at }
    const server = startServer()
      .on(`GET /api/intake/v1/contacts/${CONTACT.ref}`, () => ({ ...CONTACT, opens_case: false }))
      .on(`PUT ${path}`, () => restriction)
    const user = userEvent.setup()
    await openPage(PAGE, 'manager')
    await user.click(await screen.findByRole('button', { name: 'Restrict it to named people' }))
    await user.click(screen.getByRole('button', { name: 'Restrict it to them' }))
    expect(await screen.findByRole('link', { name: 'Say why' })).toBeVisible()
    await user.click(await screen.findByRole('checkbox', { name: 'S B' }))
    await user.type(screen.getByLabelText('Why'), 'It is about a member.')
    await expectNoViolations()
    server.on(`GET /api/intake/v1/contacts/${CONTACT.ref}`, () => ({ ...CONTACT, opens_case: false, restriction }))
    await user.click(screen.getByRole('button', { name: 'Restrict it to them' }))
    expect(await screen.findByText('Only managers. It is about a member.', { exact: false })).toBeVisible()
    expect(server.asked('PUT', path)[0]?.body).toEqual({
      restricted: true,
      people: ['officer-sb'],
      reason: 'It is about a member.',
    })
  })

  it('refuses a complaint with the law’s reason and their own', async () => {
    const server = startServer().on(`POST /api/intake/v1/contacts/${CONTACT.ref}/reclassifications`, () => CONTACT)
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'Confirm or change what it is' }))
    await user.selectOptions(screen.getByLabelText('We look into it'), 'No: out of time')
    await user.type(screen.getByLabelText('Because'), 'It was three years ago.')
    await user.click(screen.getByRole('button', { name: 'Save the change' }))
    await screen.findByRole('button', { name: 'Confirm or change what it is' })
    expect(server.heard.find((one) => one.path.endsWith('reclassifications'))?.body).toMatchObject({
      refusal_reason: 'out_of_time',
    })
  })

  it('is put under one of the procedures in force on the day it was received, each listed once', async () => {
    const [adult, corporate] = COUNCIL.procedures
    if (!adult || !corporate) throw new Error('The fixture has two procedures.')
    const joint = { ...adult, id: 'joint_nhs', name: 'Joint with the NHS' }
    const next = { ...joint, name: 'Joint, as it will be', version: 4, in_force_from: '2026-04-01' }
    startServer().on('GET /api/intake/v1/council', () => ({ ...COUNCIL, procedures: [adult, next, joint, corporate] }))
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'Confirm or change what it is' }))
    const procedures = within(screen.getByLabelText('Under the procedure')).getAllByRole('option')
    expect(procedures.map((one) => one.textContent)).toEqual([
      'As it is',
      'Adult statutory',
      'Joint with the NHS',
    ])
  })
})

describe('a matter of another law than the contact', () => {
  it('says its own dates, and is recorded as a contact of its own, received on the same day', async () => {
    const clocks = CONTACT.assessment.clocks
    const matter = { classification: 'statutory_complaint', disposition: 'accepted', rule: '33', reason: 'It is an adult’s.' } as const
    const adults = { ...matter, number: 1, title: 'Statutory complaint', procedure_name: 'Adult statutory', has_own_case: true, clocks }
    startServer().on(`GET ${API}`, () => ({
      ...CONTACT,
      matters: [{ description: 'My own carers', function: 'adult_social_care', about: [] }],
      assessment: { ...CONTACT.assessment, matters: [adults] },
    }))
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    expect(await screen.findByText(/It needs a case of its own, by Adult statutory/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Record it as a contact of its own' }))
    expect(await screen.findByDisplayValue('My own carers')).toBeVisible()
    expect(screen.getByRole('button', { name: `Linked – undo ${CONTACT.ref}` })).toBeVisible()
  })
})

describe('somebody who complains for two people', () => {
  it('has a contact for each: what they share is carried over, and who else it is about is asked', async () => {
    startServer().on(`GET ${API}`, () => ({
      ...CONTACT,
      restriction: { people: [], managers: true, reason: 'About a member.', by: 'M A', at: CONTACT.recorded_at },
      complainant: { ...CONTACT.complainant, contact_note: 'Not before ten' },
    }))
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'They also complain for somebody else' }))
    expect(await screen.findByDisplayValue(CONTACT.narrative ?? '')).toBeVisible()
    expect(screen.getByDisplayValue('Not before ten')).toBeInTheDocument()
    expect(screen.getByRole('checkbox', { name: /about a councillor/ })).toBeChecked()
    expect(screen.queryByDisplayValue(CONTACT.person?.name ?? '')).not.toBeInTheDocument()
    expect(screen.getByRole('button', { name: `Linked – undo ${CONTACT.ref}` })).toBeVisible()
  })
})

describe('a further matter of a case that has ended', () => {
  it('is offered as a contact of its own, with what was typed', async () => {
    startServer().on(`PATCH ${API}/facts`, () => problem(409, 'The case has ended.'))
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'And another thing' }))
    await user.type(screen.getByLabelText('In a few words'), 'The new carer is late')
    await user.click(screen.getByRole('button', { name: 'Add the matter' }))
    await user.click(await screen.findByRole('button', { name: 'Record it as a contact of its own' }))
    expect(await screen.findByRole('button', { name: `Linked – undo ${CONTACT.ref}` })).toBeVisible()
    expect(screen.getByDisplayValue('The new carer is late')).toBeVisible()
  })
})

describe('a contact that was sent to somebody else first', () => {
  it('begins a complaint of its own when they come back, with what is known', async () => {
    const server = startServer().on(`GET ${API}`, () => ({
      ...CONTACT,
      provider: { name: 'Provider B', kind: 'home_care' },
      opens_case: false,
      assessment: { ...CONTACT.assessment, classification: 'other_contact', disposition: 'signposted' },
    }))
    const user = userEvent.setup()
    await openPage(PAGE, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'They came back to us' }))
    expect(await screen.findByRole('heading', { name: 'Record a contact' })).toBeVisible()
    expect(screen.getByDisplayValue('Ms R P')).toBeVisible()
    expect(screen.getByRole('button', { name: `Linked – undo ${CONTACT.ref}` })).toBeVisible()
    await waitFor(() =>
      expect(server.asked('POST', '/api/intake/v1/contacts/preview').at(-1)?.body, 'who answers first is said').toMatchObject({
        provider: { name: 'Provider B' },
        prefers_provider: false,
      }),
    )
  })
})

describe('the list of contacts', () => {
  it('finds what is typed into the search of the header', async () => {
    const server = startServer()
    const user = userEvent.setup()
    const { router } = await openPage('/contacts', 'contact_centre')
    const header = await screen.findByRole('banner')
    await user.type(within(header).getByLabelText('Reference, name, phone or words'), '960 118{Enter}')
    expect(await screen.findByRole('link', { name: CONTACT.title })).toHaveAttribute('href', PAGE)
    await waitFor(() =>
      expect(server.asked('POST', '/api/intake/v1/contacts/search').at(-1)?.body).toMatchObject({ q: '960 118' }),
    )
    expect(router.state.location.search).toBe('')
    await expectNoViolations()
  })

  it('shows where the words were said, by case, in contacts and cases alike', async () => {
    const said = { ref: CONTACT.ref, at: '2026-03-24T09:00:00Z' }
    const parts = [
      { text: 'about the ', found: false },
      { text: 'umbrella', found: true },
    ]
    const server = startServer()
      .on('POST /api/intake/v1/search', () => ({
        items: [{ ...said, kind: 'mail', number: 'one', parts }],
        next_cursor: null,
      }))
      .on('POST /api/cases/v1/search', () => ({
        items: [{ ...said, kind: 'letter', number: '2', parts }],
        next_cursor: null,
      }))
    const user = userEvent.setup()
    await openPage('/contacts', 'complaints_officer')
    const form = await screen.findByRole('search', { name: 'Contacts' })
    await user.type(within(form).getByRole('searchbox'), 'umbrella{Enter}')
    const card = await screen.findByRole('region', { name: 'What was said' })
    expect(await within(card).findByRole('link', { name: 'E-mail' })).toHaveAttribute('href', PAGE)
    expect(within(card).getByRole('link', { name: 'Letter' })).toHaveAttribute('href', `/cases/${CONTACT.ref}/letters/2`)
    expect(within(card).getAllByRole('heading', { level: 3 })).toHaveLength(1)
    expect(within(card).getAllByText('umbrella')[0]?.tagName).toBe('MARK')
    await expectNoViolations()
    await user.selectOptions(within(card).getByLabelText('Where it stands'), 'E-mail')
    await waitFor(() =>
      expect(server.asked('POST', '/api/intake/v1/search').at(-1)?.body).toMatchObject({ kinds: ['mail'] }),
    )
    expect(within(card).queryByRole('link', { name: 'Letter' })).toBeNull()
    expect(server.asked('POST', '/api/cases/v1/search')).toHaveLength(1)
  })

  it('says when nothing was found', async () => {
    startServer().on('POST /api/intake/v1/contacts/search', () => ({ items: [], next_cursor: null }))
    await openPage('/contacts', 'contact_centre')
    const user = userEvent.setup()
    const form = await screen.findByRole('search', { name: 'Contacts' })
    await user.type(within(form).getByLabelText('Reference, name, phone or words'), 'nobody{Enter}')
    expect(await screen.findByText(/No contact has “nobody”/)).toBeVisible()
  })
})

it('says of which matters something is still to be asked', async () => {
  const question = { fact: 'event_on', ask: 'When did it happen?', effect: 'More than 12 months ago: …', matters: [1, 3] }
  const asked = { ...CONTACT, assessment: { ...CONTACT.assessment, questions: [question] } }
  startServer().on(`GET ${API}`, () => asked)
  await openPage(PAGE, 'complaints_officer')
  expect(await screen.findByRole('textbox', { name: 'Of matters 1 and 3: when did it happen?' })).toBeVisible()
  await expectNoViolations()
})
