import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FileRead, Role } from '../api'
import { sizeWords } from './fileQueries'
import { draftOf } from '../lib/drafts'
import { CASE, NOW } from '../testing/fixtures'
import { expectNoViolations, openPage } from '../testing/render'
import { json, problem, startServer } from '../testing/server'
import type { StubServer } from '../testing/server'

const PATH = `/api/intake/v1/contacts/${CASE.ref}/files`
const LETTER: FileRead = {
  number: 1,
  name: 'Letter.pdf',
  media_type: 'application/pdf',
  size: 24_100,
  source: 'case',
  by: 'J T',
  at: '2026-03-20T10:00:00Z',
  withdrawn_by: null,
  withdrawn_at: null,
  withdrawn_because: null,
  shared_by: null,
  shared_at: null,
  scan: 'clean',
  scanned_at: '2026-03-20T10:00:04Z',
  scanner: 'ClamAV 1.4.3',
  virus: null,
  redacts: null,
}
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

function picture(name: string): File {
  return new File(['x'], name, { type: 'image/jpeg' })
}

it('says sizes as people do', () => {
  expect([812, 24_100, 2_440_000].map(sizeWords)).toEqual(['812 bytes', '24 KB', '2.4 MB'])
})

describe('the files of a case', () => {
  it('are listed with size, who and when', async () => {
    server.on(`GET ${PATH}`, () => ({ items: [LETTER], partner: false, withheld: 0 }))
    await open()
    const card = await screen.findByRole('region', { name: 'Files' })
    expect(await within(card).findByRole('button', { name: 'Save Letter.pdf' })).toBeVisible()
    expect(within(card).getByText(/24 KB\. J T, 20 March 2026/)).toBeVisible()
    await expectNoViolations()
  })

  it('say what is known of viruses, and are given out only when they may be', async () => {
    const waits: FileRead = { ...LETTER, number: 2, name: 'New.pdf', scan: 'waiting', scanned_at: null, scanner: null }
    const infected: FileRead = { ...LETTER, number: 3, name: 'Bad.pdf', scan: 'infected', virus: 'Pdf.Dropper' }
    server.on(`GET ${PATH}`, () => ({ items: [LETTER, waits, infected], withheld: 0 }))
    await open()
    const card = await screen.findByRole('region', { name: 'Files' })
    expect(await within(card).findByText(/No virus found/)).toBeVisible()
    expect(within(card).getByText(/Being looked through for viruses/)).toBeVisible()
    expect(within(card).getByText(/Pdf\.Dropper\. It is given to nobody/)).toBeVisible()
    expect(within(card).getAllByRole('button', { name: /^Save/ })).toHaveLength(1)
    await expectNoViolations()
  })

  it('are saved without where a picture was taken, or on purpose as it came', async () => {
    const hall: FileRead = { ...LETTER, name: 'Hall.jpg', media_type: 'image/jpeg' }
    server.on(`GET ${PATH}`, () => ({ items: [hall], withheld: 0 }))
    server.on(`GET ${PATH}/1`, () => problem(410, 'It is gone.'))
    const user = await open()
    await user.click(await screen.findByRole('button', { name: 'Save Hall.jpg' }))
    await user.click(screen.getByRole('button', { name: 'Save as it came: Hall.jpg' }))
    await vi.waitFor(() =>
      expect(server.asked('GET', `${PATH}/1`).map(({ query }) => query.get('as_it_came'))).toEqual(['false', 'true']),
    )
  })

  it('are sent one by one; what is not kept is said, and sent again', async () => {
    let refused = true
    server.on(`POST ${PATH}`, ({ headers }) =>
      refused && headers.get('Redress-File-Name') === 'Br%C3%BCse.jpg'
        ? problem(422, 'Its name ends in .jpg, but its content is no JPEG picture.')
        : json(LETTER, 201),
    )
    const user = await open()
    await user.upload(await screen.findByLabelText('Add files'), [picture('Brüse.jpg'), picture('Other.jpg')])
    expect(await screen.findByText(/Brüse\.jpg: Its name ends in \.jpg/)).toBeVisible()
    expect(screen.getByText('1 file kept.')).toBeVisible()
    await expectNoViolations()
    refused = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await vi.waitFor(() => expect(screen.queryByText(/was not kept/)).not.toBeInTheDocument())
    expect(server.asked('POST', PATH)).toHaveLength(3)
  })

  it('are taken by dropping them, too', async () => {
    server.on(`POST ${PATH}`, () => json(LETTER, 201))
    await open()
    fireEvent.drop(await screen.findByText(/Drop them here/), { dataTransfer: { files: [picture('Other.jpg')] } })
    expect(await screen.findByText('1 file kept.')).toBeVisible()
  })

  it('leave when they do not belong here, with the reason', async () => {
    server.on(`GET ${PATH}`, () => ({ items: [LETTER], partner: false, withheld: 0 }))
    server.on(`POST ${PATH}/1/withdrawal`, () => LETTER)
    const user = await open()
    await user.click(await screen.findByRole('button', { name: 'It does not belong here: Letter.pdf' }))
    await user.click(screen.getByRole('button', { name: 'Delete its content' }))
    expect(screen.getByRole('link', { name: 'Say why it does not belong here' })).toBeVisible()
    await user.type(screen.getByLabelText(/Why does Letter.pdf not belong here/), 'Another family.')
    expect(draftOf(`file/${CASE.ref}/1`)?.values).toEqual({ because: 'Another family.' })
    await user.click(screen.getByRole('button', { name: 'Delete its content' }))
    await vi.waitFor(() =>
      expect(server.asked('POST', `${PATH}/1/withdrawal`)[0]?.body).toEqual({ because: 'Another family.' }),
    )
  })

  it('are counted for who may not see them', async () => {
    server.on(`GET ${PATH}`, () => ({ items: [], withheld: 2 }))
    await open('auditor')
    expect(await screen.findByText('2 files, not shown to your role.')).toBeVisible()
    expect(screen.queryByLabelText('Add files')).not.toBeInTheDocument()
  })
})

describe('the files of a contact that a partner sent', () => {
  it('are shared with the partner at a press, and no more at another', async () => {
    const shared = { ...LETTER, shared_by: 'J T', shared_at: '2026-03-24T09:00:00Z' }
    let now: FileRead = LETTER
    server
      .on(`GET ${PATH}`, () => ({ items: [now], partner: true, withheld: 0 }))
      .on(`PUT ${PATH}/1/sharing`, () => (now = shared))
      .on(`DELETE ${PATH}/1/sharing`, () => (now = LETTER))
    const user = await open()
    await user.click(await screen.findByRole('button', { name: 'Share it with the partner: Letter.pdf' }))
    expect(await screen.findByText(/The partner may take it since 24 March 2026/)).toBeVisible()
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Stop sharing it: Letter.pdf' }))
    expect(await screen.findByRole('button', { name: 'Share it with the partner: Letter.pdf' })).toBeVisible()
  })

  it('are shared as their redacted copy, which is added beside them, or unredacted on purpose', async () => {
    const copy: FileRead = { ...LETTER, number: 2, name: 'Letter redacted.pdf', redacts: 1 }
    let now: FileRead[] = [LETTER]
    server
      .on(`GET ${PATH}`, () => ({ items: now, partner: true, withheld: 0 }))
      .on(`POST ${PATH}`, () => {
        now = [LETTER, copy]
        return json(copy, 201)
      })
      .on(`PUT ${PATH}/1/sharing`, () => LETTER)
    const user = await open()
    await screen.findByRole('button', { name: 'Add a redacted copy: Letter.pdf' })
    await user.upload(screen.getByLabelText('Redacted copy of Letter.pdf'), new File(['x'], 'Letter redacted.pdf'))
    expect(await screen.findByText('Redacted copy of Letter.pdf')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Add a redacted copy: Letter redacted.pdf' })).toBeNull()
    await expectNoViolations()
    await user.click(screen.getByRole('button', { name: 'Share this one with the partner, unredacted: Letter.pdf' }))
    await vi.waitFor(() =>
      expect(server.asked('PUT', `${PATH}/1/sharing`).map(({ query }) => query.get('unredacted'))).toEqual(['true']),
    )
    expect(server.asked('POST', PATH).map(({ query }) => query.get('redacts'))).toEqual(['1'])
  })
})
