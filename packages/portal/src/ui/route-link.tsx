import { Anchor, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

/** A link of the theme to a page of the portal, checked against the route tree. */
export const RouteLink = createLink(Anchor<"a">);

type LinkButtonProps = ButtonProps & Omit<ComponentPropsWithRef<"a">, keyof ButtonProps>;

/** A link to a page of the portal that looks like a button. */
export const RouteButton = createLink((props: LinkButtonProps) => (
  <Button component="a" {...props} />
));
