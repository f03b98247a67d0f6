import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'

const OFFERED = 'redress.tour-offered'

function offeredTo(): string[] {
  return (localStorage.getItem(OFFERED) ?? '').split('\n')
}

interface Props {
  /** Who is signed in, in which role: each is offered it once in this browser. */
  person: string
  take: () => void
}

/** On the first page after the first sign-in; whoever goes on without it finds it under Help. */
export function TourOffer({ person, take }: Props) {
  const { pathname } = useLocation()
  const [first] = useState(pathname)
  const [shown, setShown] = useState(() => !offeredTo().includes(person))
  useEffect(() => {
    if (!offeredTo().includes(person)) localStorage.setItem(OFFERED, [...offeredTo(), person].join('\n'))
  }, [person])
  if (shown && pathname !== first) setShown(false)
  if (!shown) return null
  return (
    <section className="rd-notice rd-offer" aria-label="Tour">
      <p>
        <strong>New here?</strong> Four steps show you where things are.
      </p>
      <p className="rd-buttons">
        <button
          type="button"
          className="rd-button rd-button--second"
          onClick={() => {
            setShown(false)
            take()
          }}
        >
          Take the tour
        </button>
        <button type="button" className="rd-linklike" onClick={() => setShown(false)}>
          Not now
        </button>
      </p>
    </section>
  )
}
