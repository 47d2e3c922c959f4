package io.openplex.deploy.lab;

import io.openplex.proto.messages.Message;
import io.openplex.proto.statements.Symbols;
import io.openplex.stackd.daemon.ProfileFiles;
import io.openplex.stackd.profile.ProfileReader;
import io.openplex.stackd.profile.ProfileResult;
import java.nio.file.Path;
import java.util.List;

/**
 * Refuses profiles with errors before anything runs. A stack would go on with what it accepted; in a lab it is more
 * of a help to hear of it at once.
 */
final class ProfileCheck {
    private ProfileCheck() {}

    /** Reads the profile as each system will read it; fails with the first error. */
    static void require(Path directory) {
        Path file = directory.resolve(LabSetup.PROFILE);
        for (Lpar lpar : Lpar.ALL) {
            Symbols symbols = Symbols.ofSystem(lpar.system(), Lpar.SYSPLEX, lpar.symbols());
            ProfileReader reader = new ProfileReader(new ProfileFiles(file, directory), symbols);
            ProfileResult result = reader.initial(ProfileReader.DD_PROFILE);
            List<Message> errors =
                    result.messages().stream().filter(Message::isError).toList();
            if (!errors.isEmpty()) {
                throw LabFailure.failed("the profile of " + lpar.system() + " has errors: "
                        + errors.getFirst().text() + "; \"openplex profile check " + file + " --system "
                        + lpar.system() + " --symbol HOSTNUM=" + lpar.number() + "\" shows all");
            }
        }
    }
}
