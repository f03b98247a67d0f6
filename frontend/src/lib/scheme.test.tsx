import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { openPage } from '../testing/render'
import { startServer } from '../testing/server'
import { applyScheme } from './scheme'

const coloured = () => document.documentElement.dataset.scheme

it('colours the page as the system does until somebody chooses, and remembers what was chosen', async () => {
  startServer()
  applyScheme()
  expect(coloured()).toBeUndefined()
  const user = userEvent.setup()
  await openPage('/')
  await user.selectOptions(screen.getByLabelText('Colours'), 'Dark')
  expect(coloured()).toBe('dark')
  applyScheme('system')
  applyScheme()
  expect(coloured()).toBe('dark')
  await user.selectOptions(screen.getByLabelText('Colours'), 'As this device')
  expect(coloured()).toBeUndefined()
})
