import { useEffect, useRef } from 'react'
import { useParams } from 'react-router'
import SwaggerUIBundle from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import 'swagger-ui-dist/swagger-ui.css'
import { PageTitle } from '../../components/Page'
import { requestHeaders } from '../../lib/session'
import './api-docs.css'

/** What a service can be asked, to try out with the rights of whoever is signed in. */
export function ApiDocsPage() {
  const { service = '' } = useParams()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    SwaggerUIBundle({
      domNode: place.current,
      url: `/api/${service}/v1/openapi.json`,
      deepLinking: true,
      requestInterceptor: (request) => ({ ...request, headers: { ...request.headers, ...requestHeaders() } }),
    })
  }, [service])
  return (
    <>
      <PageTitle>The API of {service}</PageTitle>
      <div ref={place} className="rd-api-docs" />
    </>
  )
}
