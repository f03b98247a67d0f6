import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'

/** The secret behind the # of the address, which leaves the address bar at once: nobody reads it over a shoulder. */
export function useSecret(): string {
  const { hash, pathname } = useLocation()
  const navigate = useNavigate()
  const [secret, setSecret] = useState(hash.slice(1))
  if (hash && hash.slice(1) !== secret) setSecret(hash.slice(1))
  useEffect(() => {
    if (hash) void navigate(pathname, { replace: true })
  }, [hash, pathname, navigate])
  return secret
}
