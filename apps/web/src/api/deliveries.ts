import { deliverySchema, type Delivery, type DeliveryRequest } from '@segue/protocol';
import { queryOptions } from '@tanstack/react-query';
import { request } from './http';

/** One's own deliveries to a film that are under way, were refused or failed, newest first. */
export function deliveriesQuery(filmId: string) {
  return queryOptions({
    queryKey: ['delivery', 'of film', filmId],
    queryFn: ({ signal }) =>
      request('GET', `/films/${filmId}/deliveries`, { schema: deliverySchema.array(), signal }),
  });
}

/** One of one's own deliveries, also when it is ready. Throws `not-found` for one that was called back. */
export function fetchDelivery(deliveryId: string): Promise<Delivery> {
  return request('GET', `/deliveries/${deliveryId}`, { schema: deliverySchema });
}

/** Says which file is going to be uploaded, before its bytes follow over tus. */
export function announceDelivery(body: DeliveryRequest): Promise<Delivery> {
  return request('POST', '/deliveries', { body, schema: deliverySchema });
}

/** Has the server read a file once more that it failed to read. */
export function readDeliveryAgain(deliveryId: string): Promise<Delivery> {
  return request('POST', `/deliveries/${deliveryId}/read-again`, { schema: deliverySchema });
}

/** Ends an upload that is under way, or puts away one that was refused or failed. */
export async function dismissDelivery(deliveryId: string): Promise<void> {
  await request('DELETE', `/deliveries/${deliveryId}`);
}
