import { Anchor, Button } from "@mantine/core";
import { createLink } from "@tanstack/react-router";

/** A link of the theme to a page of the portal, checked against the route tree. */
export const RouteLink = createLink(Anchor<"a">);

/** A link to a page of the portal that looks like a button. */
export const RouteButton = createLink(Button<"a">);
