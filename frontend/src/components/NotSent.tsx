/** In place of an error, when the line is down: nothing is wrong with what was typed. */
export function NotSent() {
  return (
    <div className="rd-notice rd-notice--soon" role="status">
      <p>
        <strong>You are not connected.</strong> What you typed is kept, and is sent once when you are back.
      </p>
    </div>
  )
}
