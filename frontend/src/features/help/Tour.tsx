import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Role } from '../../api'
import { useKeys } from '../../lib/keys'
import { TOURS } from './tours'
import type { Step } from './tours'

const TOUCHES = ['keydown', 'pointerdown', 'wheel'] as const

/**
 * Draws a frame around what a step is about, as soon as its page shows it, and keeps it in sight while the page still
 * grows: until somebody does something there.
 */
function useFrame(step: Step | undefined): void {
  const { pathname } = useLocation()
  useEffect(() => {
    if (!step || pathname !== step.path) return
    let framed: Element | null = null
    const intoSight = () => framed?.scrollIntoView?.({ block: 'start' })
    const frame = () => {
      if (framed?.isConnected) return
      framed = document.querySelector(step.target)
      framed?.setAttribute('data-toured', '')
      intoSight()
    }
    frame()
    const watch = new MutationObserver(frame)
    watch.observe(document.body, { childList: true, subtree: true })
    const growth = new ResizeObserver(intoSight)
    growth.observe(document.body)
    const leaveAlone = () => growth.disconnect()
    TOUCHES.forEach((touch) => document.addEventListener(touch, leaveAlone))
    return () => {
      watch.disconnect()
      growth.disconnect()
      TOUCHES.forEach((touch) => document.removeEventListener(touch, leaveAlone))
      framed?.removeAttribute('data-toured')
    }
  }, [step, pathname])
}

/** Leads through a role's steps, beside the pages themselves, which go on working; Escape leaves it. */
export function Tour({ role, leave }: { role: Role; leave: () => void }) {
  const steps = TOURS[role] ?? []
  const [at, setAt] = useState(0)
  const step = steps[at]
  const navigate = useNavigate()
  const title = useRef<HTMLHeadingElement>(null)
  const path = step?.path
  const { pathname } = useLocation()
  const here = useRef(pathname)
  useEffect(() => {
    here.current = pathname
  }, [pathname])
  useEffect(() => {
    title.current?.focus({ preventScroll: true })
    // A page that is shown already stays as it is, and where it is scrolled to.
    if (path && path !== here.current) void navigate(path)
  }, [at, path, navigate])
  useFrame(step)
  useKeys({ leave })
  if (!step) return null
  const isLast = at === steps.length - 1
  return (
    <dialog open className="rd-tour" aria-labelledby="tour-title">
      <p className="rd-second">
        Tour: step {at + 1} of {steps.length}
      </p>
      <h2 className="rd-h2" id="tour-title" tabIndex={-1} ref={title}>
        {step.title}
      </h2>
      <p>{step.text}</p>
      <div className="rd-buttons">
        <button type="button" className="rd-button" onClick={() => (isLast ? leave() : setAt(at + 1))}>
          {isLast ? 'Finish' : 'Next'}
        </button>
        {at > 0 && (
          <button type="button" className="rd-button rd-button--second" onClick={() => setAt(at - 1)}>
            Back
          </button>
        )}
        {!isLast && (
          <button type="button" className="rd-linklike" onClick={leave}>
            Leave the tour
          </button>
        )}
      </div>
    </dialog>
  )
}
