import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'

/** What has to be answered before anything else is done on the page, which stays as it is. */
export function OverThePage({ title, children }: { title: string; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    // It comes while somebody types: a space must press nothing.
    heading.current?.focus()
  }, [])
  return (
    <dialog ref={dialog} className="rd-dialog" aria-labelledby="over-title" onCancel={(event) => event.preventDefault()}>
      <h2 className="rd-dialog__title" id="over-title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  )
}
