import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { goToProvider } from '../lib/provider'
import { signInAgain } from '../lib/session'

/** Over the page, when a session has ended: signing in again goes on where the person was. */
export function SignInAgain() {
  const client = useQueryClient()
  const { pathname, search } = useLocation()
  const here = useMutation({ mutationFn: () => goToProvider(pathname + search) })
  const dialog = useRef<HTMLDialogElement>(null)
  const again = useMutation({
    mutationFn: signInAgain,
    // Whoever signs in where another was signed in sees nothing of theirs.
    onSuccess: (same) => (same ? client.invalidateQueries() : client.resetQueries()),
  })
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="rd-dialog"
      aria-labelledby="again-title"
      // There is nothing to go back to before the person is signed in.
      onCancel={(event) => event.preventDefault()}
    >
      <h2 className="rd-dialog__title" id="again-title">
        Your session has ended
      </h2>
      <p>Sign in again to go on. What you typed is still on the page.</p>
      {[again.error, here.error].map((error) => error && <p key={error.message} role="alert">{error.message}</p>)}
      <button type="button" className="rd-button" disabled={again.isPending} onClick={() => again.mutate()}>
        Sign in again
      </button>
      <p>
        No window opened?{' '}
        <button type="button" className="rd-linklike" disabled={here.isPending} onClick={() => here.mutate()}>
          Sign in on this page
        </button>
        . What you typed is kept, and is here when you come back.
      </p>
    </dialog>
  )
}
