import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Role } from '../../api'
import * as download from '../../lib/download'
import { draftOf } from '../../lib/drafts'
import { CASE, CONTACT, NOW, explanation } from '../../testing/fixtures'
import { liveStream } from '../../testing/live'
import { expectNoViolations, openPage } from '../../testing/render'
import { json, problem, startServer } from '../../testing/server'
import type { StubServer } from '../../testing/server'

const CASE_PATH = `/api/cases/v1/cases/${CASE.ref}`
let server: StubServer

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server = startServer()
})

async function open(role: Role = 'complaints_officer') {
  const user = userEvent.setup()
  await openPage(`/cases/${CASE.ref}`, role)
  await screen.findByRole('heading', { name: 'Clocks' })
  return user
}

async function openFinding(user: ReturnType<typeof userEvent.setup>) {
  await user.click(screen.getByRole('button', { name: 'Record a finding' }))
  await user.click(screen.getByRole('radio', { name: 'Partly upheld' }))
  fireEvent.change(screen.getByLabelText('Because'), { target: { value: 'Two of three visits were missed.' } })
}

describe('the case page', () => {
  it('shows who, what, where it stands and what is due next', async () => {
    await open()
    expect(await screen.findByRole('heading', { level: 1, name: CONTACT.title })).toBeVisible()
    expect(screen.getByText('Answer by 2 April 2026')).toBeVisible()
    expect(screen.getByText('Two issues')).toBeVisible()
    expect(screen.getByText('Met, 10 March')).toBeVisible()
    expect(screen.getByText(/1 of 2 issues has a finding/)).toBeVisible()
    expect(screen.getByText('The call log of March.')).toBeVisible()
    expect(screen.getByText('The line was short of staff.')).toHaveClass('rd-noted')
    expect(screen.getByRole('rowheader', { name: /^1\./ })).toHaveTextContent('Primary')
    expect(await screen.findByText('Acknowledged by letter.')).toBeVisible()
    await expectNoViolations()
  })

  it('says of no issue that its finding is to come where there are none', async () => {
    server.on(`GET ${CASE_PATH}`, () => ({
      ...CASE,
      classification: 'enquiry',
      outcome_because: 'An enquiry has no findings',
      issues: CASE.issues.slice(0, 1),
    }))
    await open()
    expect(screen.queryByText('No finding yet')).not.toBeInTheDocument()
    expect(screen.getByText(/An enquiry has no findings\.$/)).toBeVisible()
  })

  it('shows the complaint itself, what would put it right, and what of it went elsewhere', async () => {
    const praise = { classification: 'compliment', disposition: 'accepted', title: 'Compliment', rule: '1', is_looked_into: false } as const
    const nhs = { classification: 'other_contact', disposition: 'transferred', rule: '12', is_looked_into: false } as const
    server.on('GET /api/intake/v1/contacts/EAS-2526-0398', () => ({
      ...CONTACT,
      narrative: `Nobody came on three evenings. ${'It went on and on. '.repeat(60)}The end of it.`,
      assessment: {
        ...CONTACT.assessment,
        matters: [
          { ...praise, number: 1, reason: 'They are saying that something went well.' },
          { ...nhs, number: 2, title: 'Other contact: passed on', reason: 'It is about the NHS alone.' },
        ],
      },
    }))
    const user = await open()
    const card = await screen.findByRole('region', { name: 'The complaint' })
    expect(within(card).getByText('A reliable visit')).toBeVisible()
    expect(within(card).getByText(/Two calls not returned: Other contact: passed on/)).toBeVisible()
    expect(within(card).queryByText(/The end of it/)).not.toBeInTheDocument()
    await user.click(within(card).getByRole('button', { name: 'Show all of it' }))
    expect(within(card).getByText(/The end of it/)).toBeVisible()
    await expectNoViolations()
  })

  it('is the contact for whoever may read no case', async () => {
    const { router } = await openPage(`/cases/${CASE.ref}`, 'contact_centre')
    await waitFor(() => expect(router.state.location.pathname).toBe(`/contacts/${CASE.ref}`))
    expect(await screen.findByRole('region', { name: 'Where it stands' })).toBeVisible()
  })

  it('names what is linked, and who had it first', async () => {
    const linked = { classification: 'other_contact', undecided: false, is_open: null, by: 'L M', at: '2026-03-09T10:00:00Z' }
    server.on('GET /api/intake/v1/contacts/EAS-2526-0398', () => ({
      ...CONTACT,
      links: [{ ref: 'EAS-2526-0350', title: 'Calls not returned', received_on: '2026-02-02', redirected_to: 'provider', ...linked }],
    }))
    await open()
    const card = await screen.findByRole('region', { name: 'Linked' })
    expect(within(card).getByRole('link', { name: 'Calls not returned' })).toHaveAttribute('href', '/contacts/EAS-2526-0350')
    expect(within(card).getByText('EAS-2526-0350, 2 February 2026, went to the provider')).toBeVisible()
  })

  it('changes an issue, beside it, with the codes that figures count it under', async () => {
    server.on(`GET ${CASE_PATH}`, () => ({ ...CASE, actions: ['change_issue', 'note'] }))
    server.on(`PUT ${CASE_PATH}/issues/1`, () => ({ ...CASE, version: 5 }))
    const user = await open()
    const doNow = screen.getByRole('region', { name: 'Do now' })
    expect(within(doNow).queryByRole('button', { name: 'Change an issue' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: /^Change\s*issue 1/ }))
    await user.selectOptions(screen.getByLabelText('More closely'), 'Nobody came')
    await user.selectOptions(screen.getByLabelText('Theme'), 'Care at home')
    await user.click(screen.getByRole('button', { name: 'Save the issue' }))
    await waitFor(() => expect(server.asked('PUT', `${CASE_PATH}/issues/1`)).toHaveLength(1))
    expect(server.asked('PUT', `${CASE_PATH}/issues/1`)[0]?.body).toMatchObject({
      category: 'delay',
      subcategory: 'no_visit',
      theme: 'care_at_home',
      description: 'Evening visits missed on 3, 4 and 7 March',
    })
    await expectNoViolations()
  })

  it('takes the name of an issue from the contact, where cases hold none', async () => {
    await open()
    expect(await screen.findByText(/1\. Evening visits missed on 3, 4 and 7 March/)).toBeVisible()
  })

  it('names whose work an issue is about, and the provider of its own matter', async () => {
    await open()
    const issues = await screen.findByRole('region', { name: 'Issues and findings' })
    const [, first, second] = within(issues).getAllByRole('row')
    expect(first).toHaveTextContent('Oak CareAdult social care')
    expect(second).not.toHaveTextContent('Adult social care')
  })

  it('says what an issue waits for: what is owed by whom it is about', async () => {
    const asked = { who: 'contributor', what: 'The visit records', asked_on: '2026-03-12', chases: [], withdrawn_on: null }
    const owed = { ...asked, number: 1, asked_of: 'Oak Care', answered_on: null, clock: 'contributor_1' }
    const requests = [
      owed,
      { ...owed, number: 2, what: 'Its rota', answered_on: '2026-03-20', clock: 'contributor_2' },
      { ...owed, number: 3, asked_of: 'Ward 4', clock: 'contributor_3' },
    ]
    server.on(`GET ${CASE_PATH}`, () => ({ ...CASE, requests }))
    await open()
    const issues = await screen.findByRole('region', { name: 'Issues and findings' })
    expect(within(issues).getAllByText(/^Waits for/).map((line) => line.textContent)).toEqual([
      'Waits for Oak Care: The visit records',
    ])
  })

  it('tells the time of day of what was done, and both days where it was recorded later', async () => {
    const told = { kind: 'x', detail: null, by: 'J T' }
    server.on(`GET ${CASE_PATH}/timeline`, () => ({
      items: [
        { ...told, on: '2026-03-12', at: '2026-03-12T09:12:00Z', title: 'Asked Oak Care' },
        { ...told, on: '2026-03-10', at: '2026-03-12T09:14:00Z', title: 'Acknowledged by letter' },
      ],
    }))
    await open()
    const card = await screen.findByRole('region', { name: 'What has happened' })
    const [sameDay, later] = await within(card).findAllByRole('listitem')
    expect(sameDay).toHaveTextContent(/^12 March09:12Asked Oak Care\. J T$/)
    expect(later).toHaveTextContent(/^10 MarchAcknowledged by letter\. J T, recorded 12 March, 09:14$/)
  })

  it('takes the history for the complainant’s file', async () => {
    server.on(`GET ${CASE_PATH}/history-file`, () => new Response('What has happened'))
    const save = vi.spyOn(download, 'saveFile').mockReturnValue()
    const user = await open()
    const card = await screen.findByRole('region', { name: 'What has happened' })
    await user.click(within(card).getByRole('button', { name: 'plain text' }))
    await waitFor(() => expect(save).toHaveBeenCalledWith(`${CASE.ref}-history.txt`, expect.any(Blob)))
    expect(server.asked('GET', `${CASE_PATH}/history-file`)[0]?.query.get('form')).toBe('text')
  })

  it('names what is not allowed yet, with the reason, and makes it no button', async () => {
    await open()
    expect(screen.getByText('issue 1 has no finding.')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Close the case' })).not.toBeInTheDocument()
  })

  it('has the one step that is owed before all, and all else that the case allows under More', async () => {
    const user = await open('manager')
    const doNow = screen.getByRole('region', { name: 'Do now' })
    expect(within(doNow).getByRole('group')).not.toHaveAttribute('open')
    await user.click(within(doNow).getByText('More'))
    expect(within(doNow).getByRole('group')).toHaveAttribute('open')
    expect(within(within(doNow).getByRole('group')).queryByRole('button', { name: 'Record a finding' })).toBeNull()
    expect(within(doNow).getAllByRole('button').map((button) => button.textContent)).toEqual([
      'Record a finding',
      'Allocate',
      'Set the grade',
      'Add an issue',
      'Record a withdrawal',
      'Add a note',
    ])
  })

  it('shows an auditor the case without anything to press', async () => {
    server.on(`GET ${CASE_PATH}`, () => ({ ...CASE, actions: [], primary_action: null, withheld: ['narrative'] }))
    const user = await open('auditor')
    expect(screen.queryByRole('region', { name: 'Do now' })).not.toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /finding/ })).not.toBeInTheDocument()
    expect(screen.getByRole('note', { name: 'Not shown' })).toHaveTextContent('what was said and written')
    await user.type(screen.getByLabelText(/^Why do you need to see it/), 'Short{Enter}')
    expect(screen.getByText('Say why in ten characters or more')).toBeVisible()
    await user.type(screen.getByLabelText(/^Why do you need to see it/), ', sample of March{Enter}')
    const why = () => server.asked('GET', CASE_PATH).at(-1)?.headers.get('Redress-Reason')
    await waitFor(() => expect(why()).toBe('Short%2C%20sample%20of%20March'))
    await expectNoViolations()
  })

  it('says at once of a case that is refused that it is, and why', async () => {
    const refused = { ...CASE, disposition: 'refused', refusal_reason: 'out_of_time' }
    startServer().on(`GET /api/cases/v1/cases/${CASE.ref}`, () => refused)
    await open('manager')
    expect(await screen.findByText('Refused: out of time')).toBeVisible()
  })

  it('leads to the contact where the route is to be decided', async () => {
    server.on(`GET ${CASE_PATH}`, () => ({
      ...CASE,
      actions: ['decide_route', 'something_new', 'note'],
      primary_action: 'decide_route',
    }))
    const user = await open()
    expect(screen.queryByText('Something new')).not.toBeInTheDocument()
    await user.click(screen.getByRole('link', { name: 'Decide the route' }))
    expect(await screen.findByLabelText('It is a')).toBeVisible()
  })

  it('leads to the people of the contact where consent is awaited', async () => {
    server.on(`GET ${CASE_PATH}`, () => ({ ...CASE, actions: ['settle_consent', 'note'], primary_action: 'settle_consent', next_due: CASE.next_due && { ...CASE.next_due, act: 'consent_settled' } }))
    await open()
    expect(screen.getByRole('link', { name: 'Say whether the person agrees' })).toHaveAttribute('href', `/contacts/${CASE.ref}?people`)
    expect(screen.getByText('Settle consent by 2 April 2026')).toBeVisible()
  })

  it('opens the calendar of the clock that is chosen', async () => {
    server.on(`GET ${CASE_PATH}/clocks/stage_1/explanation`, () => ({
      ...explanation('2026-03-09', '2026-04-08'),
      clock: CASE.clocks[2],
    }))
    const user = await open()
    await user.click(screen.getByRole('button', { name: /^Council target/ }))
    expect(await screen.findByRole('heading', { name: 'Why 8 April 2026' })).toBeVisible()
    expect(await screen.findByText('3 April, skipped, Good Friday')).toBeInTheDocument()
    await expectNoViolations()
  })

  it('shows what someone else did, and leaves what is being typed as it was begun', async () => {
    const live = liveStream(server)
    const user = await open()
    await openFinding(user)
    server
      .on(`GET ${CASE_PATH}`, () => ({ ...CASE, version: 5, owner: { subject: 'officer-sb', name: 'S B' } }))
      .on(`GET ${CASE_PATH}/timeline`, () => ({
        items: [
          { on: '2026-03-24', at: '2026-03-24T10:42:00Z', kind: 'x', title: 'Given to S B', detail: null, by: 'J T' },
        ],
      }))
    live.changed()
    expect(await screen.findByText('Given to S B.')).toBeVisible()
    expect(await screen.findByText(/Owner S B/)).toBeVisible()
    expect(screen.getByLabelText('Because')).toHaveValue('Two of three visits were missed.')

    // Saving speaks of the case as it was when the form was opened, so that the change is seen first.
    server.on(`PUT ${CASE_PATH}/issues/1/finding`, () => problem(412, 'The case has changed'))
    await user.click(screen.getByRole('button', { name: 'Save the finding' }))
    expect(await screen.findByText(/changed this case while you were writing/)).toBeVisible()
    expect(server.asked('PUT', `${CASE_PATH}/issues/1/finding`)[0]?.headers.get('If-Match')).toBe('"4"')
  })

  it('sends a finding for the issue, with the version that was on the page', async () => {
    server.on(`PUT ${CASE_PATH}/issues/1/finding`, () => ({ ...CASE, version: 5 }))
    const user = await open()
    await openFinding(user)
    await user.click(screen.getByRole('button', { name: 'Save the finding' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save the finding' })).not.toBeInTheDocument())
    const [sent] = server.asked('PUT', `${CASE_PATH}/issues/1/finding`)
    expect(sent?.headers.get('If-Match')).toBe('"4"')
    expect(sent?.body).toEqual({
      outcome: 'partially_upheld',
      reason: 'Two of three visits were missed.',
      evidence: null,
      standard: null,
      noted: null,
      decided_on: '2026-03-24',
    })
  })

  it('keeps what was typed when the case moved on, says what happened, and saves it on the next press', async () => {
    const moved = { ...CASE, version: 5 }
    let version = 4
    server
      .on(`GET ${CASE_PATH}`, () => (version === 4 ? CASE : moved))
      .on(`GET ${CASE_PATH}/timeline`, () => ({
        items: [
          {
            on: '2026-03-24',
            at: '2026-03-24T10:40:00Z',
            kind: 'note_added',
            title: 'Note added',
            detail: null,
            by: 'S B',
          },
        ],
      }))
      .on(`PUT ${CASE_PATH}/issues/1/finding`, ({ headers }) => {
        version = 5
        return headers.get('If-Match') === '"5"' ? json({ ...moved, version: 6 }) : problem(412, 'The case has changed')
      })
    const user = await open()
    await openFinding(user)
    await user.click(screen.getByRole('button', { name: 'Save the finding' }))
    expect(await screen.findByText(/S B changed this case while you were writing/)).toBeVisible()
    expect(screen.getByLabelText('Because')).toHaveValue('Two of three visits were missed.')
    await waitFor(() => expect(server.asked('GET', CASE_PATH).length).toBeGreaterThan(1))
    await expectNoViolations()
    await waitFor(async () => {
      const button = screen.queryByRole('button', { name: 'Save the finding' })
      if (button) await user.click(button)
      expect(screen.queryByRole('button', { name: 'Save the finding' })).not.toBeInTheDocument()
    })
  })

  it('can be closed with one form while what was learned is recorded with another', async () => {
    server.on(`GET ${CASE_PATH}`, () => ({ ...CASE, actions: [...CASE.actions, 'close'] }))
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Close the case' }))
    await user.selectOptions(screen.getByLabelText('What was learned'), 'Communication')
    await user.click(screen.getByRole('button', { name: 'Record what was learned' }))
    await user.selectOptions(screen.getByLabelText('What it is about'), 'Communication')
    expect(screen.getByRole('region', { name: 'Close the case' })).toBeVisible()
    expect(screen.getByRole('region', { name: 'Record what was learned' })).toBeVisible()
    expect(screen.getAllByLabelText('What will change')).toHaveLength(2)
    const ids = [...document.querySelectorAll('[id]')].map((each) => each.id)
    expect(ids.filter((id, place) => ids.indexOf(id) < place)).toEqual([])
    await expectNoViolations()
  })

  it('leaves nothing unfinished of what was saved while another form was opened', async () => {
    let answer: (after: typeof CASE) => void = () => undefined
    server.on(`POST ${CASE_PATH}/notes`, () => new Promise<typeof CASE>((done) => { answer = done }))
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Add a note' }))
    fireEvent.change(screen.getByLabelText('Note'), { target: { value: 'Rang twice.' } })
    await user.click(screen.getByRole('button', { name: 'Save the note' }))
    await openFinding(user)
    expect(draftOf(`case/${CASE.ref}/note`)).toBeDefined()
    answer(CASE)
    await waitFor(() => expect(draftOf(`case/${CASE.ref}/note`)).toBeUndefined())
    expect(screen.getByLabelText('Because')).toHaveValue('Two of three visits were missed.')
  })

  it('leads from what is wrong to its field', async () => {
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Record a finding' }))
    await user.click(screen.getByRole('button', { name: 'Save the finding' }))
    await user.click(await screen.findByRole('link', { name: 'Choose what was found' }))
    expect(screen.getByRole('radio', { name: 'Upheld' })).toHaveFocus()
    expect(server.heard.some((one) => one.method === 'PUT' && one.path.includes('finding'))).toBe(false)
  })
})

describe('a case that is not there', () => {
  it('says that it is being opened while its contact waits, and shows it once it is', async () => {
    let asked = 0
    server.on(`GET ${CASE_PATH}`, () => (asked++ === 0 ? problem(404, 'There is no such case.') : CASE))
    await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
    expect(await screen.findByText('This case is being opened.')).toBeVisible()
    expect(await screen.findByRole('heading', { name: 'Clocks' }, { timeout: 3000 })).toBeVisible()
  })

  it('says so when there is no contact either', async () => {
    await openPage('/cases/EAS-2526-9999', 'complaints_officer')
    expect(await screen.findByText('There is no case with this reference.')).toBeVisible()
  })
})

describe('a change that is made without a connection', () => {
  it('is no mistake, and is sent once when the line is back', async () => {
    let online = false
    server.on(`POST ${CASE_PATH}/notes`, () => {
      if (!online) throw new TypeError('Failed to fetch')
      return CASE
    })
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Add a note' }))
    fireEvent.change(screen.getByLabelText('Note'), { target: { value: 'Rang twice.' } })
    await user.click(screen.getByRole('button', { name: 'Save the note' }))
    expect(await screen.findByText(/is sent once you are back/)).toBeVisible()
    expect(screen.queryByText('One thing is needed')).not.toBeInTheDocument()
    await expectNoViolations()
    online = true
    window.dispatchEvent(new Event('online'))
    window.dispatchEvent(new Event('online'))
    await waitFor(() => expect(screen.queryByLabelText('Note')).not.toBeInTheDocument())
    const tries = server.asked('POST', `${CASE_PATH}/notes`)
    expect(tries).toHaveLength(2)
    expect(new Set(tries.map((one) => one.headers.get('Idempotency-Key'))).size).toBe(1)
  })

  it('is sent at once when the line came back while it was being sent', async () => {
    let tries = 0
    server.on(`POST ${CASE_PATH}/notes`, () => {
      tries += 1
      if (tries > 1) return CASE
      window.dispatchEvent(new Event('online'))
      throw new TypeError('Failed to fetch')
    })
    const user = await open()
    await user.click(screen.getByRole('button', { name: 'Add a note' }))
    fireEvent.change(screen.getByLabelText('Note'), { target: { value: 'Rang twice.' } })
    await user.click(screen.getByRole('button', { name: 'Save the note' }))
    await waitFor(() => expect(screen.queryByLabelText('Note')).not.toBeInTheDocument())
    expect(tries).toBe(2)
  })
})

describe('an imported case', () => {
  it('is taken into today’s work under a procedure that fits it', async () => {
    server
      .on(`GET ${CASE_PATH}`, () => ({
        ...CASE,
        stage: 'imported',
        clocks: [],
        next_due: null,
        actions: ['adopt', 'note'],
        primary_action: 'adopt',
        not_yet: [],
      }))
      .on(`POST ${CASE_PATH}/adoption`, () => CASE)
    const user = userEvent.setup()
    await openPage(`/cases/${CASE.ref}`, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'Take it into today’s work' }))
    const procedures = within(screen.getByLabelText('Under the procedure')).getAllByRole('option')
    expect(procedures.map((option) => option.textContent)).toEqual(['As recorded', 'Adult statutory'])
    await user.click(screen.getByRole('button', { name: 'Take this case' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Take this case' })).not.toBeInTheDocument())
    const [sent] = server.asked('POST', `${CASE_PATH}/adoption`)
    expect(sent?.headers.get('If-Match')).toBe('"4"')
    expect(sent?.body).toEqual({ procedure: 'adult_statutory', team: 'locality' })
    await expectNoViolations()
  })
})
