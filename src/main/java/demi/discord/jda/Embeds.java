package demi.discord.jda;

import demi.discord.message.ReplyEmbed;
import java.awt.Color;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Cards in JDA's terms. */
final class Embeds {

    private Embeds() {}

    static MessageEmbed of(ReplyEmbed card) {
        EmbedBuilder embed = new EmbedBuilder()
                .setTitle(card.title())
                .setDescription(card.description())
                .setColor(new Color(card.colour()))
                .setFooter(card.footer())
                .setTimestamp(card.at());
        if (card.feelings() != null) {
            embed.addField("Feeling", card.feelings(), false);
        }
        return embed.build();
    }
}
