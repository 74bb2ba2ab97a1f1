### Pages that say what went wrong and what to do.

error-bad-request = That could not be read
error-bad-request-advice = Something in the address or the form was incomplete, and nothing was changed. Go back, reload the page and try again.
error-cross-site = The request came from another website
error-cross-site-advice = Nothing was changed. Open the page in this portal and do it there.
error-not-found = Page not found
error-not-found-advice = There is nothing at this address, or it is not yours to see. Check the address, or start again from the dashboard.
error-method = This address does not take that kind of request
error-method-advice = Start again from the dashboard, and use the links and buttons of the page.
error-timed-out = That took too long
error-timed-out-advice = The portal stopped waiting. Look whether the change was made before you try again.
error-conflict = Somebody changed this at the same time
error-conflict-advice = Your change was not made. Reload the page to see how things stand now, then try again.
error-too-large = That is too much to send at once
error-too-large-advice = Nothing was changed. Send a smaller file or a shorter text.
error-too-many = Too many attempts
error-busy = The portal is busy
# $seconds (Number) - how long to wait
error-wait-advice = { $seconds ->
    [one] Wait one second, then try again.
   *[other] Wait { $seconds } seconds, then try again.
}
error-internal = Something went wrong
error-internal-advice = The fault is ours, and it has been recorded. Try again; if it happens again, give the service desk the reference below.
# $incident (String) - the reference of this incident
error-incident = Reference: { $incident }
error-summary = Please correct the following
error-to-dashboard = Go to the dashboard
error-go-back = Go back
