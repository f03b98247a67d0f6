export function App() {
  return (
    <main className="govuk-main-wrapper" id="main">
      <h1 className="govuk-heading-l">Redress</h1>
    </main>
  )
}
