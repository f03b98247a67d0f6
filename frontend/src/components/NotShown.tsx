/** That there are restricted cases or contacts which are not shown. */
export function NotShown({ count, what }: { count: number; what: string }) {
  if (count === 0) return null
  return (
    <p className="rd-second rd-notshown">
      {count === 1 ? `1 restricted ${what} is not shown to you.` : `${count} restricted ${what}s are not shown to you.`}
    </p>
  )
}
