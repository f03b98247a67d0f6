import './styles/govuk.scss'
import './styles/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { configureClient } from './lib/client'
import { applyScheme } from './lib/scheme'

configureClient()
applyScheme()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
