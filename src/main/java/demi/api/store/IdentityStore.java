package demi.api.store;

import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who somebody is whom Demi meets on a chat network: which person of hers they are. */
public final class IdentityStore {
    private IdentityStore() {}

    /** Who has a conversation of their own. */
    public enum Kind {
        /** An account of the network. */
        PERSON,
        /** A group, room or channel that several read. */
        GROUP
    }

    /**
     * Asks whose conversation that is; a first meeting makes one.
     *
     * @param network its name, as in client ids
     * @param externalId their id there
     * @param name how they are called now
     */
    public record ResolveIdentity(String network, Kind kind, String externalId, String name, Instant at) {
        @Override
        public String toString() {
            return "ResolveIdentity[" + network + " " + kind + " " + externalId + "]";
        }
    }

    /**
     * @param userId of the linked account, where there is one and it is active
     * @param active false: the owner has disabled them
     */
    public record Identity(String userId, boolean linked, boolean active) {}

    public static final RequestAddress<ResolveIdentity, Identity> RESOLVE =
            RequestAddress.of("store.identity.resolve", ResolveIdentity.class, Identity.class);

    /**
     * Makes a person of a network and a Demi account one; on that network, either is linked to nobody else then.
     *
     * @param userId null: to no account any more
     */
    public record LinkIdentity(
            String network, String externalId, @Nullable String userId) {}

    /** Fails NOT_FOUND when there is no such account, or nobody of that id was met. */
    public static final RequestAddress<LinkIdentity, Ack> LINK =
            RequestAddress.of("store.identity.link", LinkIdentity.class, Ack.class);

    /** Asks who on chat networks is the same person as an account. */
    public record FindLinks(String userId) {}

    /** @param name as that person is called there */
    public record Link(String network, String externalId, String name) {}

    public record Links(List<Link> links) {
        public Links {
            links = List.copyOf(links);
        }
    }

    public static final RequestAddress<FindLinks, Links> LINKS =
            RequestAddress.of("store.identity.links", FindLinks.class, Links.class);

    /** Asks who on chat networks is the same person as any account. */
    public record FindLinkedPeople() {}

    /** @param account the name of the account {@code userId} */
    public record LinkedPerson(Link link, String userId, String account) {}

    /** By network, then by account. */
    public record LinkedPeople(List<LinkedPerson> people) {
        public LinkedPeople {
            people = List.copyOf(people);
        }
    }

    public static final RequestAddress<FindLinkedPeople, LinkedPeople> LINKED_PEOPLE =
            RequestAddress.of("store.identity.linkedPeople", FindLinkedPeople.class, LinkedPeople.class);

    /** Tells that a group has another id on its network from now on; its conversation goes on under that one. */
    public record MoveGroup(String network, String fromId, String toId) {}

    /** Nothing happens where nobody of the first id was met, or somebody of the second was already. */
    public static final RequestAddress<MoveGroup, Ack> MOVE_GROUP =
            RequestAddress.of("store.identity.moveGroup", MoveGroup.class, Ack.class);
}
