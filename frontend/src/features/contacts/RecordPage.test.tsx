import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CONTACT, HELD_BACK, NOW } from '../../testing/fixtures'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const CONTACTS = '/api/intake/v1/contacts'
const PREVIEW = `${CONTACTS}/preview`

let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

async function open() {
  const user = userEvent.setup()
  await openPage('/contacts/new', 'contact_centre')
  await screen.findByRole('heading', { level: 1, name: 'Record a contact' })
  return user
}

function caller() {
  return document.querySelector<HTMLInputElement>('#caller-name') as HTMLInputElement
}

async function fillCall(user: ReturnType<typeof userEvent.setup>) {
  fireEvent.change(screen.getByLabelText('In the caller’s own words'), {
    target: { value: 'Nobody has come for nine weeks about the bath lift.' },
  })
  await user.click(screen.getByRole('radio', { name: 'Unhappy about something' }))
  fireEvent.change(caller(), { target: { value: 'Mr J K' } })
}

const panel = () => screen.getByRole('complementary', { name: 'What this is so far' })

describe('the panel beside the form', () => {
  it('shows what it is, by when and why, after a pause in typing', async () => {
    const user = await open()
    await fillCall(user)
    expect(await within(panel()).findByRole('heading', { name: 'Statutory complaint' })).toBeVisible()
    expect(within(panel()).getByText('Fri 27 March')).toBeVisible()
    expect(within(panel()).getByText('Thu 23 April')).toBeVisible()
    expect(within(panel()).getByText('Wed 23 Sept')).toBeVisible()
    await user.click(within(panel()).getAllByRole('button', { name: /^Source/ })[0] as HTMLElement)
    expect(within(panel()).getByText(/Adult statutory procedure, version 3/)).toBeVisible()
    await expectNoViolations()
  })

  it('asks once for what was typed in one go', async () => {
    const user = await open()
    await user.type(screen.getByLabelText('In the caller’s own words'), 'Nobody came.')
    await within(panel()).findByRole('heading', { name: 'Not decided yet' })
    expect(server.asked('POST', PREVIEW)).toHaveLength(1)
  })

  it('announces the class, the dates and the questions, and is silent about a change of words', async () => {
    const user = await open()
    await fillCall(user)
    await within(panel()).findByRole('heading', { name: 'Statutory complaint' })
    const status = screen.getByTestId('announcement')
    expect(status).toHaveTextContent(
      'So far: Statutory complaint. Acknowledge by Friday 27 March. Answer by Thursday 23 April. ' +
        'Legal limit Wednesday 23 September. To ask. Does the person agree to this complaint?',
    )
    const said = status.firstChild
    await user.type(screen.getByLabelText('What would put it right?'), 'A date')
    await waitFor(() => expect(server.asked('POST', PREVIEW).length).toBeGreaterThan(1))
    expect(status.firstChild).toBe(said)
  })

  it('leads from a question to the field that answers it', async () => {
    const user = await open()
    await fillCall(user)
    await user.click(await screen.findByRole('button', { name: 'Does the person agree to this complaint?' }))
    expect(screen.getByRole('radio', { name: 'Agrees' })).toHaveFocus()
  })

  it('takes an answer that has no field, and takes it back', async () => {
    const question = {
      fact: 'recurred',
      ask: 'Has it happened again since?',
      effect: 'Yes: a complaint.',
      answers: [
        { value: true, words: 'Yes' },
        { value: false, words: 'No' },
      ],
    }
    server.on(`POST ${PREVIEW}`, ({ body }) =>
      'recurred' in (body as object) ? HELD_BACK : { ...HELD_BACK, questions: [question] },
    )
    const user = await open()
    await fillCall(user)
    const group = await screen.findByRole('group', { name: question.ask })
    await user.click(within(group).getByRole('button', { name: 'Yes' }))
    expect(await screen.findByRole('heading', { name: 'You said' })).toBeVisible()
    await waitFor(() => expect(server.asked('POST', PREVIEW).at(-1)?.body).toMatchObject({ recurred: true }))
    const said = screen.getByRole('heading', { name: 'You said' }).closest('section') as HTMLElement
    await user.click(within(said).getByRole('button', { name: /^Change/ }))
    expect(await screen.findByRole('group', { name: question.ask })).toBeVisible()
    await expectNoViolations()
  })

  it('shows how a date was worked out, day by day', async () => {
    const user = await open()
    await fillCall(user)
    await user.click(await screen.findByRole('button', { name: 'How these were worked out' }))
    expect(screen.getByRole('table', { name: 'April 2026' })).toBeVisible()
    expect(screen.getByText('23 April, counted, day 20, due')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Acknowledge by' }))
    expect(screen.queryByRole('table', { name: 'April 2026' })).not.toBeInTheDocument()
    await expectNoViolations()
  })

  it('does not show as decided what is not clear yet', async () => {
    server.on(`POST ${PREVIEW}`, () => HELD_BACK)
    const user = await open()
    await fillCall(user)
    expect(await within(panel()).findByRole('heading', { name: 'Not decided yet' })).toBeVisible()
    expect(within(panel()).queryByText('So far, this is a')).not.toBeInTheDocument()
  })
})

describe('matters and services', () => {
  const said = (text: string) => ({ text, start: 0, end: text.length })

  it('offers what the words suggest and fills nothing by itself', async () => {
    server.on(`POST ${CONTACTS}/suggestions`, () => ({
      categories: [{ code: 'delay', name: 'Delay', words: [said('nine weeks')] }],
      teams: [{ code: 'occupational_therapy', name: 'Occupational Therapy', words: [said('bath lift')] }],
    }))
    const user = await open()
    await fillCall(user)
    const service = screen.getByRole('combobox', { name: /Which service/ })
    expect(service).toHaveValue('')
    await user.click(await screen.findByRole('button', { name: /Choose Occupational Therapy/ }))
    expect(service).toHaveValue('team:occupational_therapy')
    await user.click(screen.getByRole('button', { name: /Add “Delay”/ }))
    expect(screen.getByText('One matter. It gets its own answer.')).toBeVisible()
  })

  it('says first and loudly that words may tell of harm, until somebody answers', async () => {
    server.on(`POST ${CONTACTS}/suggestions`, () => ({
      harm: { words: [said('on the floor')] },
      kind: { code: 'both', kinds: ['dissatisfaction', 'praise'], words: [said('lovely'), said('but')] },
    }))
    const user = await open()
    await user.type(screen.getByLabelText('In the caller’s own words'), 'Lovely carers, but he was on the floor.')
    const alert = await screen.findByRole('alert')
    await waitFor(() => expect(alert).toHaveTextContent('Words in the text may tell of harm: “on the floor”.'))
    await user.click(within(alert).getByRole('button', { name: 'Yes' }))
    expect(screen.queryByRole('alert')).toBeNull()
    const harm = screen.getByRole('group', { name: /risk of harm/ })
    expect(within(harm).getByRole('radio', { name: 'Yes' })).toBeChecked()
    await user.click(screen.getByRole('button', { name: /^Thankful for one thing/ }))
    expect(screen.getByRole('radio', { name: 'Unhappy about something' })).toBeChecked()
    expect(screen.getByText('One matter. It gets its own answer.')).toBeVisible()
    expect(document.body).not.toHaveFocus()
    await expectNoViolations()
  })

  it('is quiet where nothing can be suggested', async () => {
    server.on(`POST ${CONTACTS}/suggestions`, () => problem(503, 'Busy'))
    const user = await open()
    await user.type(screen.getByLabelText('In the caller’s own words'), 'Nobody came.')
    await within(panel()).findByRole('heading', { name: 'Not decided yet' })
    expect(screen.queryByRole('button', { name: /from “/ })).toBeNull()
  })
})

describe('saving', () => {
  it('records once when it is pressed twice, and gives the reference', async () => {
    const user = await open()
    await fillCall(user)
    const save = screen.getByRole('button', { name: 'Save and give the reference' })
    fireEvent.click(save)
    fireEvent.click(save)
    expect(await screen.findByTestId('reference')).toHaveTextContent('EAS-2526-0412')
    expect(server.asked('POST', CONTACTS)).toHaveLength(1)
    expect(screen.getByRole('link', { name: 'See what was recorded' })).toHaveAttribute('href', '/contacts/EAS-2526-0412')
    expect(screen.getByText('Say it in pairs: 25 26, 04 12.')).toBeVisible()
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Next call' }))
    expect(caller()).toHaveValue('')
  })

  it('saves with Ctrl and Enter, and goes to a section with Alt and its number', async () => {
    const user = await open()
    await fillCall(user)
    await user.keyboard('{Alt>}2{/Alt}')
    expect(document.activeElement).toHaveAttribute('id', 'harm')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByTestId('reference')).toBeVisible()
  })

  it('leaves what is restricted for a manager to finish, and says so to the service', async () => {
    const user = await open()
    server.on('POST /api/intake/v1/unfinished', () => json({}, 201))
    await fillCall(user)
    expect(await screen.findByRole('button', { name: 'Save for someone else to finish' })).toBeVisible()
    await user.click(screen.getByRole('checkbox', { name: 'It is about a councillor, or somebody who works here' }))
    await user.click(screen.getByRole('button', { name: 'Save for a manager to finish' }))
    expect(await screen.findByRole('heading', { name: 'Left for a manager to finish' })).toHaveFocus()
    expect(server.asked('POST', '/api/intake/v1/unfinished')[0]?.body).toMatchObject({ restricted: true })
  })

  it('lists what is needed and leads to each field', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Save and give the reference' }))
    const summary = await screen.findByRole('alert')
    expect(within(summary).getByRole('heading', { name: 'Two things are needed' })).toBeVisible()
    expect(summary).toHaveFocus()
    await user.click(within(summary).getByRole('link', { name: /Say who is calling/ }))
    expect(caller()).toHaveFocus()
    expect(caller()).toHaveAccessibleDescription(/Say who is calling/)
    expect(server.asked('POST', CONTACTS)).toHaveLength(0)
    await expectNoViolations()
  })

  it('shows what the service refuses beside the field it names', async () => {
    server.on(`POST ${CONTACTS}`, () =>
      problem(422, 'Some values are wrong', [
        { pointer: '/complainant/phone', detail: 'A phone number has digits' },
      ]),
    )
    const user = await open()
    await fillCall(user)
    await user.click(screen.getByRole('button', { name: 'Save and give the reference' }))
    expect(await screen.findByRole('link', { name: 'A phone number has digits' })).toBeVisible()
    expect(screen.getByLabelText('Phone')).toHaveAccessibleDescription(/A phone number has digits/)
  })

  it('keeps everything when the line is down and sends it once when it is back, under the same key', async () => {
    const user = await open()
    await fillCall(user)
    let down = true
    server.on(`POST ${CONTACTS}`, ({ body }) => {
      if (down) throw new TypeError('Failed to fetch')
      return json({ ...CONTACT, ...(body as object), ref: 'EAS-2526-0412' }, 201)
    })
    await user.click(screen.getByRole('button', { name: 'Save and give the reference' }))
    expect(await screen.findByText('You are not connected. Keep typing.')).toBeVisible()
    expect(caller()).toHaveValue('Mr J K')
    down = false
    fireEvent(window, new Event('online'))
    expect(await screen.findByTestId('reference')).toBeVisible()
    const keys = server.asked('POST', CONTACTS).map((one) => one.headers.get('Idempotency-Key'))
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })
})

describe('words that are longer than a contact has room for', () => {
  it('are kept whole as a file; until that is, the form keeps them, and saving again makes no other contact', async () => {
    let full = true
    const files = '/api/intake/v1/contacts/EAS-2526-0412/files'
    server.on(`POST ${CONTACTS}`, ({ body }) => json({ ...CONTACT, ...(body as object), ref: 'EAS-2526-0412' }, 201))
    server.on(`POST ${files}`, () => (full ? problem(503, 'The disk takes no more.') : json({}, 201)))
    const user = await open()
    await fillCall(user)
    const words = 'and then nobody came '.repeat(1_000)
    fireEvent.change(screen.getByLabelText('In the caller’s own words'), { target: { value: words } })
    expect(await screen.findByText(/All of it is kept, as the file what-they-wrote\.txt/)).toBeVisible()
    await waitFor(() =>
      expect(server.asked('POST', `${CONTACTS}/suggestions`).at(-1)?.body).toMatchObject({
        text: expect.stringMatching(/and then nobody came( and| then| nobody)*$/) as string, // and no words of ours
      }),
    )
    await user.click(screen.getByRole('button', { name: 'Save and give the reference' }))
    expect(await screen.findByText(/The disk takes no more/)).toBeVisible()
    expect(screen.getByLabelText('In the caller’s own words')).toHaveValue(words)
    full = false
    await user.click(screen.getByRole('button', { name: 'Save and give the reference' }))
    expect(await screen.findByTestId('reference')).toHaveTextContent('EAS-2526-0412')
    const sent = server.asked('POST', CONTACTS)
    expect(new Set(sent.map(({ headers }) => headers.get('Idempotency-Key'))).size).toBe(1)
    expect(sent[0]?.body).toMatchObject({ narrative: expect.stringMatching(/what-they-wrote\.txt\.$/) as string })
    expect(server.asked('POST', files)[1]?.headers.get('Redress-File-Name')).toBe('what-they-wrote.txt')
  })
})

describe('facts that cannot be judged', () => {
  it('leaves the last verdict standing and leads to what is wrong', async () => {
    const user = await open()
    await fillCall(user)
    await within(panel()).findByRole('heading', { name: 'Statutory complaint' })
    server.on(`POST ${PREVIEW}`, () =>
      problem(422, 'Some values are wrong', [{ pointer: '/event_on', detail: 'The day is in the future' }]),
    )
    fireEvent.change(screen.getByLabelText('When did it start?'), { target: { value: '1 April 2027' } })
    await user.click(await within(panel()).findByRole('button', { name: 'The day is in the future' }))
    expect(screen.getByLabelText('When did it start?')).toHaveFocus()
    expect(within(panel()).getByRole('heading', { name: 'Statutory complaint' })).toBeVisible()
  })
})
