import { useLocation, useSearchParams } from 'react-router'

/**
 * The question in the address. The form keeps what is typed through the addresses that it writes
 * (`form` stays the same), and begins anew at any other.
 */
export function useAddress() {
  const [params, setParams] = useSearchParams()
  const location = useLocation()
  const form = (location.state as { form?: string } | null)?.form ?? location.key
  const write = (address: URLSearchParams) => {
    if (address.toString() !== params.toString()) setParams(address, { replace: true, state: { form } })
  }
  return { params, form, write }
}
