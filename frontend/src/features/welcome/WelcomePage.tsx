import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useLocation, useNavigate, useNavigationType } from 'react-router'
import type { Role } from '../../api'
import { BrandMark } from '../../components/Icons'
import { Failed, Initials } from '../../components/Page'
import type { Demo } from '../../lib/demo'
import { ProblemError } from '../../lib/problem'
import { CountedMonth } from './CountedMonth'
import { useBecome, useDemo, useGoToProvider, useProvider } from './queries'
import './welcome.css'

/** The page that somebody asked for who was not signed in, and what kept them from being. */
function useAskedFor(): { to?: string; failed?: string } {
  return (useLocation().state as { to?: string; failed?: string } | null) ?? {}
}

function Personas({ demo }: { demo: Demo }) {
  const navigate = useNavigate()
  const become = useBecome()
  const { to } = useAskedFor()
  const choose = (persona: Role, path: string) =>
    become.mutate(persona, { onSuccess: () => void navigate(to ?? path) })
  return (
    <section aria-labelledby="demo-title">
      <h2 className="rd-welcome__second" id="demo-title">
        Look around the demo council
      </h2>
      <p className="rd-welcome__note">
        Choose who to be. The people and cases are invented. What you change is shared with everyone
        who looks around here.
      </p>
      {become.isError && <Failed error={become.error} />}
      <ul className="rd-personas">
        {demo.personas.map((persona) => (
          <li key={persona.id}>
            <button
              type="button"
              className="rd-persona"
              disabled={become.isPending}
              onClick={() => choose(persona.id, persona.path)}
            >
              <Initials of={persona.initials} />
              <span className="rd-persona__words">
                <span className="rd-persona__title">{persona.title}</span>
                <span className="rd-persona__text">{persona.text}</span>
                <span className="rd-persona__opens">Opens: {persona.opens}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function WithProvider() {
  const go = useGoToProvider()
  const { to, failed } = useAskedFor()
  const said = go.isIdle ? failed : go.error?.message
  return (
    <section aria-labelledby="sign-in-title">
      <h2 className="rd-welcome__second" id="sign-in-title">
        Sign in
      </h2>
      <p className="rd-welcome__note">With your council’s own account.</p>
      {said && <p role="alert">{said}</p>}
      {go.isPending && <p role="status">Waiting for your council’s sign-in page.</p>}
      <button type="button" className="rd-button" disabled={go.isPending} onClick={() => go.mutate(to ?? '/')}>
        Sign in
      </button>
    </section>
  )
}

/** What the product is, one proof of it, and a way in. */
export function WelcomePage({ foot }: { foot: ReactNode }) {
  const demo = useDemo()
  useEffect(() => {
    document.title = 'Redress'
  }, [])
  const main = useRef<HTMLElement>(null)
  const isFirst = useNavigationType() === 'POP'
  useEffect(() => {
    if (!isFirst) main.current?.focus({ preventScroll: true })
  }, [isFirst])
  const provider = useProvider()
  const off = demo.error instanceof ProblemError && demo.error.status === 404
  return (
    <>
      <header className="rd-header">
        <div className="rd-width rd-header__row">
          <div className="rd-brand">
            <span className="rd-brand__name">
              <BrandMark />
              Redress
            </span>
            {demo.data && (
              <span className="rd-brand__council">
                {demo.data.council.name}
                <span className="rd-brand__demo">Demo</span>
              </span>
            )}
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <div className="rd-welcome">
          <div className="rd-width rd-welcome__top">
            <h1>Every complaint answered on time, and something learned from it.</h1>
            <p className="rd-welcome__lead">
              Redress looks after complaints about social care: from the first call, through every date
              the law sets, to what was found and learned.
            </p>
            {demo.data && <CountedMonth proof={demo.data.proof} />}
          </div>
        </div>
        <div className="rd-width rd-welcome__main">
          {demo.data && <Personas demo={demo.data} />}
          {provider.data && <WithProvider />}
          {off && provider.data === null && (
            <p>Nobody can sign in here yet: whoever runs Redress names your council’s identity provider first.</p>
          )}
          {demo.isError && !off && <Failed error={demo.error} retry={() => void demo.refetch()} />}
        </div>
      </main>
      {foot}
    </>
  )
}
