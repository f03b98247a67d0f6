import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { startServer } from '../testing/server'
import { draftOf, keepDraft } from './drafts'
import { signIn, signOut } from './session'
import { KeepTyped, fitted, useChoice, useForm, useTyped } from './typed'

describe('a value that was kept', () => {
  it.each([
    ['text', 'said', '', undefined, 'said'],
    ['text where a list was', 'said', [], undefined, []],
    ['a code that can be chosen', 'letter', null, ['letter', 'phone'], 'letter'],
    ['a code of an older release', 'telegram', 'letter', ['letter', 'phone'], 'letter'],
    ['codes, some of them older', ['letter', 'telegram'], [], ['letter'], ['letter']],
    ['a form with a field less', { a: 'x' }, { a: '', b: 'y' }, undefined, { a: 'x', b: 'y' }],
    ['a form with a field more', { a: 'x', c: 'z' }, { a: '' }, undefined, { a: 'x' }],
    ['no form at all', 'x', { a: '' }, undefined, { a: '' }],
    ['nothing', null, { a: '' }, undefined, { a: '' }],
  ])('fits as far as it can: %s', (_, value, blank, fit, expected) => {
    expect(fitted(value, blank, fit)).toEqual(expected)
  })
})

function Note() {
  const { restored, discard } = useForm()
  const [text, setText] = useTyped('text', '')
  return (
    <>
      <input aria-label="Note" value={text} onChange={(event) => setText(event.target.value)} />
      {restored && <button onClick={discard}>Discard</button>}
    </>
  )
}

function open() {
  return render(
    <KeepTyped id="note" title="A note" path="/" version={3}>
      <Note />
    </KeepTyped>,
  )
}

function Stage({ offered }: { offered: string[] }) {
  const [stage, setStage] = useChoice('stage', offered, offered.at(-1) ?? '')
  return <button onClick={() => setStage(offered[0] ?? '')}>{stage}</button>
}

describe('a choice', () => {
  it('follows what is offered until it was made, and once that is offered no more', async () => {
    const of = (...offered: string[]) => (
      <KeepTyped id="choice" title="A choice" path="/">
        <Stage offered={offered} />
      </KeepTyped>
    )
    const { rerender } = render(of('one'))
    rerender(of('one', 'two'))
    await userEvent.click(screen.getByRole('button', { name: 'two' }))
    expect(screen.getByRole('button', { name: 'one' })).toBeVisible()
    rerender(of('one', 'two', 'three'))
    expect(screen.getByRole('button', { name: 'one' })).toBeVisible()
    rerender(of('two', 'three'))
    expect(screen.getByRole('button', { name: 'three' })).toBeVisible()
  })
})

describe('a form that was left', () => {
  beforeEach(async () => {
    startServer()
    await signIn('manager')
  })

  it('has what was typed when it is opened again, until it is discarded', async () => {
    const user = userEvent.setup()
    const left = open()
    await user.type(screen.getByLabelText('Note'), 'Rang twice')
    left.unmount()
    expect(draftOf('note')).toMatchObject({ title: 'A note', version: 3, values: { text: 'Rang twice' } })
    open()
    expect(screen.getByLabelText('Note')).toHaveValue('Rang twice')
    await user.click(screen.getByRole('button', { name: 'Discard' }))
    expect(screen.getByLabelText('Note')).toHaveValue('')
    expect(draftOf('note')).toBeUndefined()
  })

  it('leaves nothing once it is empty again', async () => {
    const user = userEvent.setup()
    open()
    await user.type(screen.getByLabelText('Note'), 'x')
    await user.clear(screen.getByLabelText('Note'))
    expect(draftOf('note')).toBeUndefined()
  })

  it('opens with what fits of an older release', () => {
    const at = '2026-03-24T10:00:00Z'
    keepDraft({ id: 'note', title: '', path: '', begun: at, at, key: 'k', values: { text: 7, gone: { a: 1 } } })
    open()
    expect(screen.getByLabelText('Note')).toHaveValue('')
  })

  it('is nobody else’s, and gone after signing out', async () => {
    const user = userEvent.setup()
    open()
    await user.type(screen.getByLabelText('Note'), 'mine')
    await signIn('auditor')
    expect(draftOf('note')).toBeUndefined()
    await signIn('manager')
    await signOut()
    expect(draftOf('note')).toBeUndefined()
  })
})
