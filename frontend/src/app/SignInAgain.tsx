import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'react-router'
import { goToProvider } from '../lib/provider'
import { leave, signInAgain } from '../lib/session'
import type { Lapsed } from '../lib/session'
import { KEPT_DAYS } from '../lib/vault'
import { OverThePage } from './OverThePage'

/** Over the page, when a session has ended: signing in again goes on where the person was. */
export function SignInAgain({ lapsed: { refusal } }: { lapsed: Lapsed }) {
  const client = useQueryClient()
  const { pathname, search } = useLocation()
  const here = useMutation({ mutationFn: () => goToProvider(pathname + search) })
  const again = useMutation({ mutationFn: signInAgain, onSuccess: () => client.invalidateQueries() })
  const failed = again.error?.message ?? here.error?.message ?? refusal
  return (
    <OverThePage title="Your session has ended">
      <p>Sign in again to go on. What you typed is still on the page.</p>
      {failed && <p role="alert">{failed}</p>}
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
      {refusal && (
        <p>
          Not let in any more? Whoever gives out access at your council can say why. Until then{' '}
          <button type="button" className="rd-linklike" onClick={leave}>
            leave this page
          </button>
          : what you typed is kept for you in this browser, for {KEPT_DAYS} days.
        </p>
      )}
    </OverThePage>
  )
}
