import { PageTitle } from '../components/Page'

export function NotFoundPage() {
  return (
    <>
      <PageTitle>There is no such page</PageTitle>
      <p>Check the address, or choose a page from the menu above.</p>
    </>
  )
}
