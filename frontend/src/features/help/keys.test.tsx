import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { KEYS, pressedOf } from '../../lib/keys'
import type { KeyName } from '../../lib/keys'
import { expectNoViolations, openPage } from '../../testing/render'
import { startServer } from '../../testing/server'

function event(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  return new KeyboardEvent('keydown', { key, ...more })
}

describe('the keys', () => {
  it('are each known by what the list calls them, and by nothing else', () => {
    for (const [name, key] of Object.entries(KEYS)) {
      const hold = 'hold' in key ? { altKey: key.hold === 'Alt', ctrlKey: key.hold === 'Ctrl' } : {}
      for (const one of key.keys) {
        const pressed = event(one, { ...hold, code: `Digit${one}` })
        const known = (Object.keys(KEYS) as KeyName[]).filter((each) => pressedOf(pressed, each) === one)
        expect(known).toEqual([name])
        expect(pressedOf(event(one, { ...hold, code: `Digit${one}`, metaKey: true }), name as KeyName)).toBeUndefined()
      }
    }
  })

  it('are read by their place where Alt types another sign', () => {
    expect(pressedOf(event('¡', { altKey: true, code: 'Digit1' }), 'section')).toBe('1')
  })

  it('of one character can be switched off; others stay', () => {
    localStorage.setItem('redress.character-keys', 'off')
    expect(pressedOf(event('j'), 'next')).toBeUndefined()
    expect(pressedOf(event('Enter', { ctrlKey: true }), 'save')).toBe('Enter')
  })
})

describe('the list of keys', () => {
  it('opens by ?, not while somebody types, and lists every key', async () => {
    startServer()
    const user = userEvent.setup()
    await openPage('/contacts', 'contact_centre')
    const find = await screen.findByPlaceholderText('Reference, name, phone or words')
    await user.type(find, '?')
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    fireEvent.keyDown(document.body, { key: '?' })
    const list = await screen.findByRole('dialog', { name: 'Keys' })
    for (const { does, place } of Object.values(KEYS)) {
      expect(list).toHaveTextContent(place)
      expect(list).toHaveTextContent(does)
    }
    await expectNoViolations()
    expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })

  it('opens from the foot of the page too, also when ? is switched off', async () => {
    startServer()
    const user = userEvent.setup()
    await openPage('/contacts', 'contact_centre')
    await user.click(await screen.findByRole('button', { name: 'Keys' }))
    await user.click(screen.getByRole('button', { name: 'Switch one-letter keys off' }))
    await user.click(screen.getByRole('button', { name: 'Close' }))
    fireEvent.keyDown(document.body, { key: '?' })
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  })
})
