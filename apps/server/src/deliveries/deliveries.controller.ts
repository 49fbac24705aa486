import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { deliveryBody, idSchema, type Delivery, type DeliveryRequest } from '@segue/protocol';
import { CurrentActor, type Actor } from '../people/actor.js';
import { DeliveriesService } from './deliveries.service.js';

@Controller()
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Post('deliveries')
  announce(
    @CurrentActor() actor: Actor,
    @Body({ schema: deliveryBody }) body: DeliveryRequest,
  ): Promise<Delivery> {
    return this.deliveries.announce(actor, body);
  }

  @Get('films/:filmId/deliveries')
  list(
    @CurrentActor() actor: Actor,
    @Param('filmId', { schema: idSchema }) filmId: string,
  ): Promise<Delivery[]> {
    return this.deliveries.ofFilm(actor, filmId);
  }

  @Get('deliveries/:deliveryId')
  get(
    @CurrentActor() actor: Actor,
    @Param('deliveryId', { schema: idSchema }) id: string,
  ): Promise<Delivery> {
    return this.deliveries.get(actor, id);
  }

  @Post('deliveries/:deliveryId/read-again')
  @HttpCode(200)
  readAgain(
    @CurrentActor() actor: Actor,
    @Param('deliveryId', { schema: idSchema }) id: string,
  ): Promise<Delivery> {
    return this.deliveries.readAgain(actor, id);
  }

  @Delete('deliveries/:deliveryId')
  @HttpCode(204)
  cancel(@CurrentActor() actor: Actor, @Param('deliveryId', { schema: idSchema }) id: string): Promise<void> {
    return this.deliveries.cancel(actor, id);
  }
}
