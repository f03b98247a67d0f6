import { useFormAround } from '../lib/typed'

/** What becomes of what could not be sent. */
export function useWhenSent(): string {
  const leaving = useFormAround() ? ' If you leave it, it waits for you under “Unfinished”.' : ''
  return `Stay on this page, and it is sent once you are back.${leaving}`
}

/** In place of an error, when the line is down: nothing is wrong with what was typed. */
export function NotSent() {
  return (
    <div className="rd-notice rd-notice--soon" role="status">
      <p>
        <strong>You are not connected.</strong> What you typed is kept. {useWhenSent()}
      </p>
    </div>
  )
}
