let returns = 0

window.addEventListener('online', () => {
  returns += 1
})

/** How often the line has come back since the page was opened. */
export function timesBack(): number {
  return returns
}
