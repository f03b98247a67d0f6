import { useEffect } from 'react'
import { useRouteError } from 'react-router'
import { PageTitle } from '../components/Page'
import { useOnline } from '../lib/useOnline'

/** In place of a page whose scripts could not be fetched, or that broke: what was typed elsewhere is kept. */
export function NotFetched() {
  const online = useOnline()
  const error = useRouteError()
  useEffect(() => {
    console.warn(error)
  }, [error])
  // A reload, for a script that failed once is not asked for again by every browser.
  useEffect(() => {
    const again = () => location.reload()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])
  return (
    <>
      <PageTitle>This page could not be shown</PageTitle>
      <div role="alert">
        <p>
          {online ? 'Something went wrong on the way.' : 'You are not connected. It is shown once you are back.'} What you
          typed is kept.
        </p>
      </div>
      {online && (
        <button type="button" className="rd-button" onClick={() => location.reload()}>
          Try again
        </button>
      )}
    </>
  )
}
