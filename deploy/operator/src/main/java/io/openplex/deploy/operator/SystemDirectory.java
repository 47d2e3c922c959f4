package io.openplex.deploy.operator;

import java.util.List;

/** Which systems exist and where they listen; a lab implements it. */
@FunctionalInterface
public interface SystemDirectory {
    /**
     * The systems in display order. Asked again at every reconnect, so that an address may change.
     *
     * @throws OperatorFailure when there is nothing to ask, for example no lab is running
     */
    List<SystemAddress> systems();
}
