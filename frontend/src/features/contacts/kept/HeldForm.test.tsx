import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as download from '../../../lib/download'
import { CONTACT, NOW } from '../../../testing/fixtures'
import { expectNoViolations, openPage } from '../../../testing/render'
import { problem, startServer } from '../../../testing/server'

const PATH = '/api/intake/v1/contacts/held'
const OTHER = { ...CONTACT, ref: 'EAS-2526-0071', title: 'The taxi came late', complainant: { ...CONTACT.complainant, name: 'B. Other' } }

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
})

const BORN = '1950-03-04'
const JOHN = { ...CONTACT, person: { ...CONTACT.person, name: 'John S', born_on: BORN, care_number: '1000001' } }
const JOHN_TOO = { ...OTHER, person: { ...JOHN.person, born_on: '1988-03-04', care_number: null } }

describe('everything that is held of one person', () => {
  it('tells two people of one name apart', async () => {
    vi.spyOn(download, 'saveFile').mockReturnValue()
    const server = startServer().on('GET /api/intake/v1/contacts', ({ query }) => {
      const items = [JOHN, JOHN_TOO].filter(({ ref }) => query.getAll('ref').includes(ref))
      return { items, next_cursor: null, restricted: 0 }
    })
    server.on(`POST ${PATH}`, () => new Response('a file', { headers: { 'Content-Type': 'application/zip' } }))
    const user = userEvent.setup()
    await openPage(`/contacts/${CONTACT.ref}`, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'Take everything that is held' }))
    const whose = within(screen.getByRole('list', { name: 'Whose they are' }))
    expect(await whose.findByText(/about John S · born 4 March 1950 · number 1000001/)).toBeVisible()
    expect(screen.queryByText(/about different people/)).toBeNull()
    await user.type(screen.getByLabelText('References of this person'), ` ${JOHN_TOO.ref}`)
    expect(await whose.findByText(/about John S · born 4 March 1988 · 9/)).toBeVisible()
    expect(screen.getByText(/about different people: days of birth or numbers differ/)).toBeVisible()
    await expectNoViolations()
    await user.type(screen.getByLabelText('Why you take it'), 'He asked for it')
    await user.click(screen.getByRole('button', { name: 'Take it' }))
    expect(await screen.findByRole('link', { name: 'Say that whoever asks has to do with each' })).toBeVisible()
    expect(server.asked('POST', PATH)).toHaveLength(0)
    const looked = () => screen.getByRole('checkbox', { name: /^I have looked/ })
    await user.click(looked())
    await user.type(screen.getByLabelText('References of this person'), ' ')
    expect(looked()).not.toBeChecked()
    await user.click(looked())
    await user.click(screen.getByRole('button', { name: 'Take it' }))
    await vi.waitFor(() => expect(server.asked('POST', PATH)).toHaveLength(1))
    expect(server.asked('POST', PATH)[0]?.body).toMatchObject({ refs: [JOHN.ref, JOHN_TOO.ref], of_several: true })
  })

  it('says whose each reference is, and is taken with a reason', async () => {
    const save = vi.spyOn(download, 'saveFile').mockReturnValue()
    const refused = problem(422, 'Some fields are wrong', [{ pointer: '/refs/1', detail: 'There is no contact EAS-2526-0071.' }])
    const answers = [refused, new Response('a file', { headers: { 'Content-Type': 'application/zip' } })]
    const server = startServer()
      .on('GET /api/intake/v1/contacts', ({ query }) => {
        const items = [CONTACT, OTHER].filter(({ ref }) => query.getAll('ref').includes(ref))
        return { items, next_cursor: null, restricted: 0 }
      })
      .on(`POST ${PATH}`, () => answers.shift() ?? {})
    const user = userEvent.setup()
    await openPage(`/contacts/${CONTACT.ref}`, 'complaints_officer')
    await user.click(await screen.findByRole('button', { name: 'Take everything that is held' }))
    const whose = within(screen.getByRole('list', { name: 'Whose they are' }))
    const refs = screen.getByLabelText('References of this person')
    expect(refs).toHaveValue(CONTACT.ref)
    await user.type(refs, ', eas-2526-0071 EAS-2526-0999')
    expect(await whose.findByText(/from B. Other/)).toBeVisible()
    expect(whose.getByText('There is no such contact, or you may not see it.')).toBeVisible()
    await user.type(refs, '{Backspace>13/}x')

    await user.click(screen.getByRole('button', { name: 'Take it' }))
    expect(await screen.findByRole('link', { name: 'X is no reference' })).toBeVisible()
    expect(screen.getByRole('link', { name: 'Say why you take it' })).toBeVisible()
    await expectNoViolations()

    await user.type(refs, '{Backspace}')
    await user.type(screen.getByLabelText('Why you take it'), 'She asked for it')
    await user.click(screen.getByRole('button', { name: 'Take it' }))
    expect(await screen.findByRole('link', { name: 'There is no contact EAS-2526-0071.' })).toBeVisible()
    expect(save).not.toHaveBeenCalled()

    await user.click(screen.getByRole('button', { name: 'Take it' }))
    await vi.waitFor(() => expect(save).toHaveBeenCalledWith(`${CONTACT.ref}-what-is-held.zip`, expect.any(Blob)))
    expect(server.asked('POST', PATH).at(-1)?.body).toEqual({
      refs: [CONTACT.ref, OTHER.ref],
      because: 'She asked for it',
      of_several: false,
    })
    expect(await screen.findByRole('button', { name: 'Take everything that is held' })).toBeVisible()
  })
})
